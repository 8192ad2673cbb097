package io.consentry.preference.mail;

import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.mail.MailConfig.Smtp;
import io.consentry.preference.mail.MailConfig.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jboss.logging.Logger;

/** Hands mail to a server (RFC 5321), all of a run over one connection. */
final class SmtpTransport implements MailTransport {

    private static final Logger LOG = Logger.getLogger(SmtpTransport.class);

    private static final int PERMANENT_MIN = 500;

    private final String host;
    private final Smtp config;
    private final MailComposer composer;
    private final Session session;

    SmtpTransport(String host, Smtp config, MailComposer composer) {
        this.host = host;
        this.config = config;
        this.composer = composer;
        this.session = Session.getInstance(properties(config));
    }

    private static Properties properties(Smtp config) {
        String timeout = Long.toString(config.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.auth", Boolean.toString(config.user().isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(config.tls() == Tls.REQUIRED));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(config.tls() == Tls.REQUIRED));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(config.tls() == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    @Override
    public boolean isSetUp() {
        return true;
    }

    @Override
    public OpenTransport open() {
        try {
            Open open = new Open(session.getTransport("smtp"));
            open.connect();
            return open;
        } catch (MessagingException e) {
            throw new TransportFailedException(e);
        }
    }

    private final class Open implements OpenTransport {

        private final Transport transport;

        Open(Transport transport) {
            this.transport = transport;
        }

        private void connect() throws MessagingException {
            transport.connect(
                    host,
                    config.port(),
                    config.user().orElse(null),
                    config.password().orElse(null));
        }

        @Override
        public void send(QueuedMail mail, Tenant tenant, MailContent content) {
            MimeMessage message = composer.compose(session, mail.id(), tenant, content);
            reconnectIfLost();
            try {
                transport.sendMessage(message, message.getAllRecipients());
            } catch (MessagingException e) {
                throw isPermanent(e) ? new MailRefusedException(e) : new SendFailedException(e);
            }
        }

        /** Servers take so many messages over one connection and then end it. */
        private void reconnectIfLost() {
            if (transport.isConnected()) {
                return;
            }
            try {
                connect();
            } catch (MessagingException e) {
                throw new TransportFailedException(e);
            }
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.debugf("the connection ended early: %s", Scrubbed.summary(e));
            }
        }
    }

    /** A 5xx about the recipient or the message; one about the sender is the operator's to put right. */
    private static boolean isPermanent(MessagingException failure) {
        for (Exception cause = failure;
                cause instanceof MessagingException current;
                cause = current.getNextException()) {
            if (codeAboutTheMail(current) >= PERMANENT_MIN) {
                return true;
            }
        }
        return false;
    }

    private static int codeAboutTheMail(MessagingException failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException send
                        && !send.getCommand().toUpperCase(Locale.ROOT).startsWith("MAIL")
                ? send.getReturnCode()
                : 0;
    }
}
