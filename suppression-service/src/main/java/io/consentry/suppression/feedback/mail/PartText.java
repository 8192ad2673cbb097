package io.consentry.suppression.feedback.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Collects the text of parts, each and together no longer than {@link #BYTES_MAX}; what is longer is cut. */
final class PartText {

    static final int BYTES_MAX = 512 * 1024;

    private final StringBuilder text = new StringBuilder();

    void add(MimeBodyPart part, @Nullable String charset) throws MessagingException, IOException {
        int room = BYTES_MAX - text.length();
        if (room > 0) {
            String added = lines(new String(bytes(part), charset(charset)));
            text.append(added, 0, Math.min(room, added.length())).append('\n');
        }
    }

    boolean isBlank() {
        return text.toString().isBlank();
    }

    String text() {
        return text.toString();
    }

    /** The bytes of a part without its transfer encoding; of a broken encoding, as they came. */
    static byte[] bytes(MimeBodyPart part) throws MessagingException, IOException {
        try (InputStream decoded = part.getInputStream()) {
            return decoded.readNBytes(BYTES_MAX);
        } catch (MessagingException | IOException e) {
            try (InputStream raw = part.getRawInputStream()) {
                return raw.readNBytes(BYTES_MAX);
            }
        }
    }

    /** The text with line feeds only, whichever line ends it came with. */
    static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    static String ofHtml(String html) {
        return html.isEmpty() ? "" : Jsoup.parse(html).wholeText();
    }

    /** A character set that is unknown, or does not fit, still lets addresses and codes be read: they are ASCII. */
    private static Charset charset(@Nullable String name) {
        if (name == null) {
            return StandardCharsets.ISO_8859_1;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
