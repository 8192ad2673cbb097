package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** State of a consent in the words of W3C DPV (rule E-04). */
public enum ConsentStatus {
    UNKNOWN("ConsentUnknown"),
    REQUESTED("ConsentRequested"),
    GIVEN("ConsentGiven"),
    RENEWED("RenewedConsentGiven"),
    REFUSED("ConsentRefused"),
    WITHDRAWN("ConsentWithdrawn"),
    EXPIRED("ConsentExpired"),
    INVALIDATED("ConsentInvalidated");

    private final String wireName;

    ConsentStatus(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether processing may rest on a consent in this state. */
    public boolean isValid() {
        return this == GIVEN || this == RENEWED;
    }

    /** Whether the person has said no; only their own later act ends it. */
    public boolean isOptOut() {
        return this == REFUSED || this == WITHDRAWN;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static ConsentStatus of(String wireName) {
        return WireNames.find(values(), ConsentStatus::wireName, wireName);
    }
}
