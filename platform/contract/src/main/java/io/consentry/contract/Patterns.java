package io.consentry.contract;

import java.util.regex.Pattern;

/** The shape check of the textual value types. */
final class Patterns {

    private Patterns() {}

    static String requireMatch(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " (expected: " + pattern.pattern() + ", length: " + value.length() + ")");
        }
        return value;
    }
}
