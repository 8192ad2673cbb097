package io.consentry.consent.ledger;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person acted, as events may tell it (rule A-20): tenants write it freely, and an event must hold nobody's address. What may be
 * one stays in the evidence, which is encrypted.
 */
final class ToldSource {

    private static final int LENGTH_MAX = 100;
    private static final Pattern WEB = Pattern.compile("(?i)https?:.*");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s().+/-]");
    /** No telephone number and no identity number is shorter; a date is. */
    private static final Pattern NUMBER = Pattern.compile("\\d{9}");

    private ToldSource() {}

    /** Of a page's address its host; any other text when it is short and can be no address; else null. */
    static @Nullable String of(@Nullable String source) {
        if (source == null || source.isBlank()) {
            return null;
        }
        return WEB.matcher(source).matches() ? host(source) : harmless(source.strip());
    }

    private static @Nullable String host(String url) {
        try {
            String host = new URI(url).getHost();
            return host == null || host.length() > LENGTH_MAX ? null : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable String harmless(String text) {
        boolean mayNameSomebody = text.contains("@")
                || NUMBER.matcher(SEPARATORS.matcher(text).replaceAll("")).find();
        return mayNameSomebody || text.length() > LENGTH_MAX ? null : text;
    }
}
