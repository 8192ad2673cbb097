package io.consentry.preference.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves. Without a server and a directory there is none, and what needs it is refused. */
@ConfigMapping(prefix = "consentry.mail")
interface MailConfig {

    /** The address that mail comes from; its name is the tenant's. Needed once there is a server or a directory. */
    Optional<String> from();

    /** Where mail is written as {@code .eml} files while there is no server. */
    Optional<Path> directory();

    /** Read by {@link io.consentry.preference.link.PublicUrls}. */
    Optional<String> unsubscribeAddress();

    Smtp smtp();

    /** How often the queue is looked at. */
    @WithDefault("1s")
    Duration every();

    /** Mails that are read at once. */
    @WithDefault("50")
    int batchSize();

    /** How long the database may take for one statement. */
    @WithDefault("PT10S")
    Duration storeTimeout();

    /** What could not be sent by then is dropped: nobody waits for it any more. */
    @WithDefault("PT24H")
    Duration ageMax();

    /** Tries that a mail has. */
    @WithDefault("8")
    int attemptsMax();

    /** Wait after the first failed try; each later wait is twice as long, an hour at most. */
    @WithDefault("PT1M")
    Duration retry();

    /** Mails that an address gets from a tenant in 24 hours: nobody is flooded by what others ask for in their name. */
    @WithDefault("3")
    int perAddressPerDay();

    /** Mails that a tenant causes in a minute. */
    @WithDefault("300")
    int perTenantPerMinute();

    /** The server that takes mail. */
    interface Smtp {

        Optional<String> host();

        @WithDefault("587")
        int port();

        Optional<String> user();

        Optional<String> password();

        @WithDefault("required")
        Tls tls();

        /** To connect, to read and to write. */
        @WithDefault("PT10S")
        Duration timeout();
    }

    /** How the way to the server is kept private. */
    enum Tls {
        /** STARTTLS, or nothing is sent. */
        REQUIRED,
        /** TLS from the first byte. */
        IMPLICIT,
        /** None: for a server on the same machine or in a closed network. */
        NONE
    }
}
