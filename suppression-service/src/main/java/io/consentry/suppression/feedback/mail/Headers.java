package io.consentry.suppression.feedback.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Header fields by lower-case name, unfolded and decoded (RFC 5322 section 2.2, RFC 2047); absent ones are empty. */
record Headers(Map<String, List<String>> fields) {

    static final Headers NONE = new Headers(Map.of());
    static final int BYTES_MAX = 256 * 1024;
    private static final int VALUE_LENGTH_MAX = 8 * 1024;

    /** Reads the fields at the beginning of the bytes, up to a blank line or {@link #BYTES_MAX}. */
    static Headers read(byte[] bytes) {
        byte[] bounded = bytes.length > BYTES_MAX ? Arrays.copyOf(bytes, BYTES_MAX) : bytes;
        try {
            return of(new InternetHeaders(new ByteArrayInputStream(bounded), true));
        } catch (MessagingException | RuntimeException e) {
            // The parser answers some malformed headers, such as a blank one that is folded, with an unchecked
            // exception.
            return NONE;
        }
    }

    private static Headers of(InternetHeaders headers) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Header header : Collections.list(headers.getAllHeaders())) {
            if (header.getValue() != null) {
                fields.computeIfAbsent(header.getName().strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(decoded(header.getValue()));
            }
        }
        return new Headers(fields);
    }

    private static String decoded(String value) {
        String bounded = value.length() > VALUE_LENGTH_MAX ? value.substring(0, VALUE_LENGTH_MAX) : value;
        String unfolded = bounded.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
        try {
            return unfolded.contains("=?") ? MimeUtility.decodeText(unfolded) : unfolded;
        } catch (UnsupportedEncodingException | RuntimeException e) {
            return unfolded;
        }
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The first field of the name. */
    String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    @Override
    public String toString() {
        return "Headers[redacted]";
    }
}
