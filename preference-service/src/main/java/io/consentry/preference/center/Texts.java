package io.consentry.preference.center;

import io.consentry.kit.problem.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Texts that tenants write for people. */
final class Texts {

    private static final int LANGUAGES_MAX = 20;

    private Texts() {}

    /** Texts by language tag (BCP 47); notes what is wrong with them. */
    static Map<String, String> parse(
            String path, @Nullable Map<String, String> texts, int lengthMax, Violations violations) {
        Map<String, String> parsed = new TreeMap<>();
        if (texts == null) {
            return parsed;
        }
        if (texts.size() > LANGUAGES_MAX) {
            violations.add(path, "too-many", "may have at most " + LANGUAGES_MAX + " languages");
            return parsed;
        }
        texts.forEach((tag, text) -> {
            if (!isTag(tag)) {
                violations.add(path, "not-a-language", "names languages by BCP 47 tags, such as en or af");
            } else if (violations.require(path + "." + tag, text)) {
                violations.requireAtMost(path + "." + tag, text, lengthMax);
                parsed.put(tag, text);
            }
        });
        return parsed;
    }

    /** An https address; fails on any other. */
    static String https(String url) {
        try {
            URI uri = new URI(url);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an https address", e);
        }
        throw new IllegalArgumentException("must be an https address");
    }

    private static boolean isTag(String tag) {
        try {
            new Locale.Builder().setLanguageTag(tag);
            return tag.length() <= 35 && !tag.isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
