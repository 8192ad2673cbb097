package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The keyed hash by which an address is found: HMAC-SHA-256 of kind and normalised address under the tenant's key, base64url without
 * padding. The same address has the same key in all services of a tenant, and unrelated keys in different tenants.
 *
 * @param value 43 characters
 */
public record AddressKey(@JsonValue String value) implements Comparable<AddressKey> {

    /** The form as the JSON schemas tell it. */
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final int LENGTH = 43;

    @JsonCreator
    public AddressKey {
        if (!isKey(value)) {
            throw Patterns.mismatch(PATTERN, value, "address key");
        }
    }

    /** By hand: every check makes several, and a regular expression takes longer than the hash itself. */
    private static boolean isKey(String value) {
        if (value.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!isBase64Url(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    @Override
    public int compareTo(AddressKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
