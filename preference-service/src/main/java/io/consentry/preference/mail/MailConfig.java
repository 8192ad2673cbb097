package io.consentry.preference.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves. Without a server and a directory there is none, and what needs it is refused. */
@ConfigMapping(prefix = "consentry.mail")
interface MailConfig {

    /**
     * The address that mail comes from, under the tenant's trading name; replies go to the tenant. Needed once there is a server or a
     * directory.
     */
    Optional<String> from();

    /** Where mail is written as {@code .eml} files while there is no server. Without both there is no mail, and what needs it answers 503. */
    Optional<Path> directory();

    /**
     * Adds a {@code mailto:} to the unsubscribe header; {@code {tenant}} in it becomes the tenant's id. Have mail to it passed to
     * {@code /hooks/mail/{tenant}}.
     */
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

        /** The server's name. */
        Optional<String> host();

        /** Its port. */
        @WithDefault("587")
        int port();

        /** Who sends, where the server asks. */
        Optional<String> user();

        /** The user's password. */
        Optional<String> password();

        /** STARTTLS or nothing; TLS from the first byte; or none, for a closed network. */
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
