package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a grant rests on when it is not the person's consent: the customer exception of POPIA s69(3) (rule A-08, capability C6). */
public enum ConsentBasis {
    /** All four parts of the exception are on record. */
    SOFT_OPT_IN("soft_opt_in"),
    /** Claimed, but a part of its evidence is missing: nothing may be sent on it. */
    SOFT_OPT_IN_INCOMPLETE("soft_opt_in_incomplete");

    private final String wireName;

    ConsentBasis(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static ConsentBasis of(String wireName) {
        return WireNames.find(values(), ConsentBasis::wireName, wireName);
    }
}
