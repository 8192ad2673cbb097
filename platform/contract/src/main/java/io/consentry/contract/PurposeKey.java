package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A purpose of processing in a tenant's closed catalogue (requirement 000-12), such as {@code offers}.
 *
 * @param value 1 to 64 characters, lower-case letters, digits, dot, hyphen and underscore, beginning with a letter
 */
public record PurposeKey(@JsonValue String value) implements Comparable<PurposeKey> {

    private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

    @JsonCreator
    public PurposeKey {
        Patterns.requireMatch(PATTERN, value, "purpose key");
    }

    /** Whether the text could be a purpose key. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public int compareTo(PurposeKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
