package io.consentry.preference.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a small form, in either encoding (rule C-04). Reads what mailbox providers send rather than what a browser would: any
 * boundary, any parameters, line ends with or without carriage return, a missing content type. A name that stands twice with different
 * values has none.
 */
public final class FormFields {

    private static final String AMBIGUOUS = "\0";
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("[;\\s]name\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANK_LINE = Pattern.compile("\r?\n\r?\n");
    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]+");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:(.*)$");

    private final Map<String, String> values = new LinkedHashMap<>();

    private FormFields() {}

    /** The value of a name; empty when it has none, or two that differ. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.equals(AMBIGUOUS));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** All names, in the form's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The fields; none for what is no form. */
    public static FormFields read(@Nullable String contentType, byte[] body) {
        FormFields fields = new FormFields();
        String type = contentType == null ? "application/x-www-form-urlencoded" : contentType.strip();
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String text = new String(body, StandardCharsets.UTF_8);
        if (media.equals("application/x-www-form-urlencoded")) {
            fields.readUrlEncoded(text);
        } else if (media.equals("multipart/form-data")) {
            group(BOUNDARY.matcher(type)).ifPresent(boundary -> fields.readMultipart(text, boundary));
        }
        return fields;
    }

    private void readUrlEncoded(String text) {
        for (String pair : text.strip().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                put(decoded(parts[0]), decoded(parts[1]));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void readMultipart(String text, String boundary) {
        String[] parts = ("\n" + text).split("\r?\n--" + Pattern.quote(boundary), -1);
        for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
            readPart(parts[i]);
        }
    }

    private void readPart(String part) {
        String[] headerAndValue = BLANK_LINE.split(part, 2);
        if (headerAndValue.length == 2) {
            Matcher disposition =
                    DISPOSITION.matcher(FOLD.matcher(headerAndValue[0]).replaceAll(" "));
            if (disposition.find()) {
                group(NAME.matcher(disposition.group(1))).ifPresent(name -> put(name, headerAndValue[1]));
            }
        }
    }

    private void put(String name, String value) {
        values.merge(name, value, (first, second) -> first.equals(second) ? first : AMBIGUOUS);
    }

    private static Optional<String> group(Matcher matcher) {
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
}
