package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a message is for. Missing or unknown counts as marketing (rules.md, gate 2; rule D-08). */
public enum MessageClass {
    MARKETING("marketing"),
    SERVICE("service"),
    TRANSACTIONAL("transactional"),
    AUTHENTICATION("authentication"),
    LEGAL("legal");

    private final String wireName;

    MessageClass(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether the marketing gates (5 to 13) apply. */
    public boolean isMarketing() {
        return this == MARKETING;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static MessageClass of(String wireName) {
        return WireNames.find(values(), MessageClass::wireName, wireName);
    }
}
