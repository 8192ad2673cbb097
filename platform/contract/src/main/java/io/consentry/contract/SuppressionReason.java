package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why an address is suppressed (capability S1). */
public enum SuppressionReason {
    OPT_OUT("opt_out"),
    COMPLAINT("complaint"),
    HARD_BOUNCE("hard_bounce"),
    SOFT_BOUNCE("soft_bounce"),
    REGISTRY("registry"),
    MANUAL("manual"),
    LEGAL("legal"),
    ERASED("erased"),
    WRONG_PERSON("wrong_person");

    private final String wireName;

    SuppressionReason(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether no message of any class may go to the address (rules.md, gate 4). */
    public boolean isHard() {
        return this == HARD_BOUNCE || this == SOFT_BOUNCE || this == ERASED || this == WRONG_PERSON;
    }

    /** Whether the entry has a hold that ends by itself (capability S2). */
    public boolean hasHold() {
        return this == OPT_OUT || this == COMPLAINT || this == MANUAL;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static SuppressionReason of(String wireName) {
        return WireNames.find(values(), SuppressionReason::wireName, wireName);
    }
}
