package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who acted. Only the data subject's own act lifts an opt-out (capability S3). */
public enum Actor {
    SUBJECT("subject"),
    AGENT("agent"),
    SYSTEM("system");

    private final String wireName;

    Actor(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static Actor of(String wireName) {
        return WireNames.find(values(), Actor::wireName, wireName);
    }
}
