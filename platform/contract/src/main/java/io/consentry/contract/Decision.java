package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The answer to the question whether a message may be sent now (capability K1). */
public enum Decision {
    ALLOW("allow"),
    DENY("deny"),
    DEFER("defer");

    private final String wireName;

    Decision(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static Decision of(String wireName) {
        return WireNames.find(values(), Decision::wireName, wireName);
    }
}
