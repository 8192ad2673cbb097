package io.consentry.preference.mail;

import io.consentry.kit.tenant.Tenant;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Writes messages (RFC 5322): text and page, from the tenant's name, answers to the tenant, marked as sent by a machine (RFC 3834). */
final class MailComposer {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int LINE_LENGTH_MAX = 200;

    private final String from;
    private final Clock clock;

    /** @param from the bare address that all mail comes from */
    MailComposer(String from, Clock clock) {
        this.from = from;
        this.clock = clock;
    }

    /** @throws MailRefusedException when the address cannot be written in a header */
    MimeMessage compose(Session session, UUID id, Tenant tenant, MailContent content) {
        try {
            MimeMessage message = new Identified(session, "<" + id + from.substring(from.lastIndexOf('@')) + ">");
            message.setFrom(new InternetAddress(from, oneLine(tenant.settings().tradingName()), UTF_8));
            message.setRecipient(Message.RecipientType.TO, recipient(content.to()));
            Optional<InternetAddress> replies =
                    usable(tenant.settings().contact().email());
            if (replies.isPresent()) {
                message.setReplyTo(new InternetAddress[] {replies.get()});
            }
            message.setSubject(oneLine(content.subject()), UTF_8);
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
            message.setContent(alternatives(content));
            message.saveChanges();
            return message;
        } catch (AddressException e) {
            throw new MailRefusedException(e);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new SendFailedException(e);
        }
    }

    /** No server is asked for SMTPUTF8 (RFC 6531), so a mailbox must be ASCII; the domain is already. */
    private static InternetAddress recipient(String to) throws AddressException {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(to)) {
            throw new AddressException("the mailbox is not ASCII");
        }
        InternetAddress address = new InternetAddress();
        address.setAddress(to);
        address.validate();
        return address;
    }

    private static Optional<InternetAddress> usable(String contact) {
        try {
            return Optional.of(recipient(contact));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** A line end in a header would begin another header. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip();
        return line.length() <= LINE_LENGTH_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LINE_LENGTH_MAX / 2)) + "…";
    }

    private static MimeMultipart alternatives(MailContent content) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(content.text(), UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(content.html(), UTF_8, "html");
        return new MimeMultipart("alternative", text, html);
    }

    /** Keeps its Message-ID, so that receivers know a repeat. */
    private static final class Identified extends MimeMessage {

        private final String messageId;

        Identified(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
