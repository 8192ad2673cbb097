package io.consentry.consent.lint;

import io.consentry.kit.problem.Violations;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Reads the headers and the readable parts of an e-mail as it goes over the wire (RFC 5322, RFC 2045 to 2047). */
final class RawMessage {

    private static final int DEPTH_MAX = 20;
    private static final int PARTS_MAX = 200;
    private static final Set<String> ENCODED = Set.of("base64", "quoted-printable", "uuencode", "x-uuencode", "x-uue");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private boolean hasAlternativeText;
    private boolean hasHtml;
    private int parts;

    private RawMessage() {}

    /** The content; notes what cannot be read. */
    static Content parse(String raw, Violations violations) {
        try {
            MimeBodyPart whole = new MimeBodyPart(new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
            RawMessage message = new RawMessage();
            message.read(whole, 0, false);
            return message.content(headers(whole));
        } catch (TooComplexException e) {
            violations.add(
                    "raw", "too-complex", "may have at most " + PARTS_MAX + " parts, nested " + DEPTH_MAX + " deep");
        } catch (MessagingException | IOException | RuntimeException e) {
            // The parser answers some malformed headers, such as a blank one that is folded, with an unchecked
            // exception.
            violations.add("raw", "unreadable", "is not a message that can be read (RFC 5322, RFC 2045)");
        }
        return Content.NONE;
    }

    private static List<MessageHeader> headers(MimeBodyPart whole) throws MessagingException {
        List<MessageHeader> headers = new ArrayList<>();
        Collections.list(whole.getAllHeaders())
                .forEach(header -> headers.add(new MessageHeader(header.getName(), header.getValue())));
        return headers;
    }

    private Content content(List<MessageHeader> headers) {
        boolean hasText = !hasHtml || hasAlternativeText;
        return new Content(headers, hasText ? text.toString() : null, hasHtml ? html.toString() : null);
    }

    private void read(MimeBodyPart part, int depth, boolean alternative) throws MessagingException, IOException {
        if (depth > DEPTH_MAX || ++parts > PARTS_MAX) {
            throw new TooComplexException();
        }
        ContentType type = type(part);
        if (type.match("multipart/*")) {
            MimeMultipart multipart = new MimeMultipart(new MimePartDataSource(part));
            boolean choice = alternative || type.match("multipart/alternative");
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                if (child instanceof MimeBodyPart mime) {
                    read(mime, depth + 1, choice);
                }
            }
        } else if (type.match("text/html") && !isAttachment(part)) {
            hasHtml = true;
            html.append(decoded(part, type)).append('\n');
        } else if (type.match("text/plain") && !isAttachment(part)) {
            readText(decoded(part, type), alternative);
        }
    }

    /** Plain text that is no alternative, such as a footer that a list adds, is shown below the HTML too. */
    private void readText(String content, boolean alternative) {
        text.append(content).append('\n');
        hasAlternativeText |= alternative;
        if (!alternative) {
            html.append("<p>").append(Entities.escape(content)).append("</p>");
        }
    }

    /** Text without a transfer encoding came as characters of JSON, whatever the character set it will be sent in. */
    private static String decoded(MimeBodyPart part, ContentType type) throws MessagingException, IOException {
        String encoding = part.getEncoding();
        boolean encoded = encoding != null && ENCODED.contains(encoding.strip().toLowerCase(Locale.ROOT));
        Charset charset = encoded ? charset(type.getParameter("charset")) : StandardCharsets.UTF_8;
        return new String(part.getInputStream().readAllBytes(), charset);
    }

    private static Charset charset(@Nullable String name) {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
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

    private static boolean isAttachment(MimeBodyPart part) throws MessagingException {
        try {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        } catch (ParseException e) {
            return false;
        }
    }

    private static final class TooComplexException extends MessagingException {

        private static final long serialVersionUID = 1L;
    }
}
