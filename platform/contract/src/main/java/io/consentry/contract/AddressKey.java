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

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{43}");

    @JsonCreator
    public AddressKey {
        Patterns.requireMatch(PATTERN, value, "address key");
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
