package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which decisions of its checks a tenant wants on a topic. */
public enum DecisionLogMode {
    OFF("off"),
    ALL("all"),
    SAMPLED("sampled");

    private final String wireName;

    DecisionLogMode(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static DecisionLogMode of(String wireName) {
        return WireNames.find(values(), DecisionLogMode::wireName, wireName);
    }
}
