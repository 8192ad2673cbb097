package io.consentry.consent.lint;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a finding should stop the message. Public, because the OpenAPI scanner reads the names on the wire by reflection. */
public enum Severity {
    /** The message should not be sent as it is. */
    ERROR("error"),
    /** The message may be sent; it would be better otherwise. */
    ADVICE("advice");

    private final String wireName;

    Severity(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
