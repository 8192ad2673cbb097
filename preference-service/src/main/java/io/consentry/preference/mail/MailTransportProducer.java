package io.consentry.preference.mail;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;

/** Chooses how mail leaves: by the server, else into the directory, else not at all. */
@ApplicationScoped
class MailTransportProducer {

    @Produces
    @Singleton
    MailTransport transport(MailConfig config, Clock clock) {
        if (config.smtp().host().isPresent()) {
            return new SmtpTransport(config.smtp().host().get(), config.smtp(), composer(config, clock));
        }
        if (config.directory().isPresent()) {
            return new DirectoryTransport(config.directory().get(), composer(config, clock));
        }
        return new NoTransport();
    }

    /** Makes a wrong setting stop the service instead of the first mail. */
    void check(@Observes StartupEvent event, MailTransport transport) {
        transport.isSetUp();
    }

    private static MailComposer composer(MailConfig config, Clock clock) {
        String from = config.from().orElseThrow(() -> new IllegalArgumentException("consentry.mail.from is missing"));
        try {
            return new MailComposer(new InternetAddress(from, true).getAddress(), clock);
        } catch (AddressException e) {
            throw new IllegalArgumentException("consentry.mail.from is no address", e);
        }
    }

    private static final class NoTransport implements MailTransport {

        @Override
        public boolean isSetUp() {
            return false;
        }

        @Override
        public OpenTransport open() {
            throw new TransportFailedException(new IllegalStateException("mail is not set up"));
        }
    }
}
