package io.consentry.contract;

import java.util.regex.Pattern;

/** The shape check of the textual value types. */
final class Patterns {

    private Patterns() {}

    static String requireMatch(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw mismatch(pattern, value, what);
        }
        return value;
    }

    /** Does not repeat the value, which may be an address. */
    static IllegalArgumentException mismatch(Pattern pattern, String value, String what) {
        return new IllegalArgumentException(
                what + " (expected: " + pattern.pattern() + ", length: " + value.length() + ")");
    }
}
