package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A tenant: the responsible party or operator (POPIA s1) on whose behalf data is held. Two tenants never see each other's data.
 *
 * @param value 2 to 40 characters, lower-case letters, digits and hyphens, beginning with a letter
 */
public record TenantId(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    @JsonCreator
    public TenantId {
        Patterns.requireMatch(PATTERN, value, "tenant id");
    }

    /** Whether the text could be a tenant id. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
