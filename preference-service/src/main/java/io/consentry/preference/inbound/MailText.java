package io.consentry.preference.inbound;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;

/** The words of a message: its first plain text, or else its first page without markup and quotations. */
final class MailText {

    private static final int DEPTH_MAX = 6;
    private static final int PARTS_MAX = 50;
    /** The longest text that is read. */
    static final int LENGTH_MAX = 100_000;

    private MailText() {}

    static String of(Part message) throws MessagingException, IOException {
        Optional<String> plain = find(message, "text/plain", 0);
        return plain.isPresent()
                ? plain.get()
                : find(message, "text/html", 0).map(MailText::words).orElse("");
    }

    private static Optional<String> find(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) ? Optional.empty() : Optional.of(text(part));
        }
        if (depth < DEPTH_MAX && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < Math.min(parts.getCount(), PARTS_MAX); i++) {
                Optional<String> found = find(parts.getBodyPart(i), type, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** In the charset that the part names; one that nobody knows is read as UTF-8. */
    private static String text(Part part) throws MessagingException, IOException {
        try {
            return part.getContent() instanceof String text ? bounded(text) : "";
        } catch (UnsupportedEncodingException e) {
            try (InputStream in = part.getInputStream()) {
                return bounded(new String(in.readNBytes(LENGTH_MAX), StandardCharsets.UTF_8));
            }
        }
    }

    private static String words(String html) {
        Document page = Jsoup.parse(html);
        page.select(
                        "blockquote, .gmail_quote, .gmail_signature, .moz-cite-prefix, #appendonsend, #divRplyFwdMsg, head, style, script")
                .remove();
        page.select("br, p, div, li, tr, h1, h2, h3")
                .forEach(block -> block.before(new TextNode("\n")).after(new TextNode("\n")));
        return page.wholeText();
    }

    private static String bounded(String text) {
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
    }
}
