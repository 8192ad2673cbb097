package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person can be marked as. */
public enum Flag {
    /** Under 18 and not legally competent (rule A-29). */
    CHILD("child"),
    /** Processing of the person's data is restricted (capability D1). */
    RESTRICTED("restricted");

    private final String wireName;

    Flag(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON. */
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
