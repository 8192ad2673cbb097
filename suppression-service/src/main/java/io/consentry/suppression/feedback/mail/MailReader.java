package io.consentry.suppression.feedback.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart, in bounded depth, parts and memory. A part that cannot be read is left out; what can be read still counts. */
final class MailReader {

    private static final Set<String> DELIVERY_STATUS =
            Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> RETURNED = Set.of(
            "message/rfc822",
            "message/global",
            "text/rfc822-headers",
            "text/rfc822-header",
            "message/rfc822-headers",
            "message/global-headers");

    /** Notices are short; what is longer is the returned message. */
    private static final int NOTICE_LENGTH_MAX = 64 * 1024;

    private final PartBounds bounds = new PartBounds();
    private final PartText plain = new PartText();
    private final PartText html = new PartText();
    private final PartText returnedText = new PartText();
    private List<Headers> deliveryStatus = List.of();
    private @Nullable Headers feedback;
    private Headers returned = Headers.NONE;

    private MailReader() {}

    /** Fails when there is no header field, or more of something than {@link PartBounds} allows. */
    static ReceivedMail read(byte[] raw) throws MessagingException {
        MailReader reader = new MailReader();
        MimeBodyPart whole = reader.bounds.part(new SharedByteArrayInputStream(raw));
        Headers headers = Headers.read(raw);
        if (headers.isEmpty()) {
            throw new MessagingException("no header fields");
        }
        reader.walk(whole, 0, false);
        return reader.mail(headers);
    }

    private ReceivedMail mail(Headers headers) {
        String words = plain.isBlank() ? PartText.ofHtml(html.text()) : plain.text();
        NoticeText text = NoticeText.of(words.substring(0, Math.min(words.length(), NOTICE_LENGTH_MAX)));
        List<Headers> status = deliveryStatus.isEmpty() ? DeliveryStatusFields.inWords(text.notice()) : deliveryStatus;
        boolean attached = !returned.isEmpty();
        return new ReceivedMail(
                headers,
                text.notice(),
                status,
                feedback,
                attached ? returned : text.returned(),
                attached ? returnedText.text() : text.rest());
    }

    private void walk(MimeBodyPart part, int depth, boolean inReturned) throws MessagingException {
        bounds.requireDepth(depth);
        try {
            visit(part, depth, inReturned);
        } catch (MailTooComplexException e) {
            throw e;
        } catch (MessagingException | IOException | RuntimeException e) {
            // Left out: the parser answers some malformed parts with unchecked exceptions.
            return;
        }
    }

    private void visit(MimeBodyPart part, int depth, boolean inReturned) throws MessagingException, IOException {
        ContentType type = type(part);
        String name = type.getBaseType().toLowerCase(Locale.ROOT);
        if (name.startsWith("multipart/")) {
            visitParts(part, depth, inReturned);
        } else if (RETURNED.contains(name)) {
            visitReturned(part, depth);
        } else if (inReturned) {
            addText(part, type, name, returnedText, returnedText);
        } else if (DELIVERY_STATUS.contains(name)) {
            deliveryStatus = DeliveryStatusFields.read(PartText.bytes(part));
        } else if (name.equals("message/feedback-report")) {
            feedback = Headers.read(PartText.bytes(part));
        } else {
            addText(part, type, name, plain, html);
        }
    }

    private void visitParts(MimeBodyPart part, int depth, boolean inReturned) throws MessagingException, IOException {
        BoundedMultipart multipart = new BoundedMultipart(part, bounds);
        int count;
        try {
            count = multipart.getCount();
        } catch (MailTooComplexException e) {
            throw e;
        } catch (MessagingException e) {
            // Without a usable boundary the words are still there to be read.
            (inReturned ? returnedText : plain).add(part, null);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (multipart.getBodyPart(i) instanceof MimeBodyPart child) {
                walk(child, depth + 1, inReturned);
            }
        }
    }

    /**
     * Only the first one counts: what is attached further down was not sent by us. Some filters put the report itself into a message and
     * say nothing of their own.
     */
    private void visitReturned(MimeBodyPart part, int depth) throws MessagingException, IOException {
        if (!returned.isEmpty()) {
            return;
        }
        byte[] content = PartText.bytes(part);
        Headers headers = Headers.read(content);
        boolean forwardedReport = plain.isBlank()
                && html.isBlank()
                && headers.first("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/report");
        if (!forwardedReport) {
            returned = headers;
        }
        try (InputStream shared = new SharedByteArrayInputStream(content)) {
            walk(bounds.part(shared), depth + 1, !forwardedReport);
        }
    }

    private static void addText(MimeBodyPart part, ContentType type, String name, PartText plain, PartText html)
            throws MessagingException, IOException {
        if (!name.startsWith("text/") || Part.ATTACHMENT.equalsIgnoreCase(disposition(part))) {
            return;
        }
        (name.equals("text/html") ? html : plain).add(part, type.getParameter("charset"));
    }

    private static @Nullable String disposition(MimeBodyPart part) throws MessagingException {
        try {
            return part.getDisposition();
        } catch (ParseException e) {
            return null;
        }
    }

    /** A type that cannot be read is plain text (RFC 2045 section 5.2). */
    private static ContentType type(MimeBodyPart part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException e) {
            return new ContentType("text", "plain", null);
        }
    }
}
