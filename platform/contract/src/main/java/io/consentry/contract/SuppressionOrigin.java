package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who caused a suppression entry (capability S1). */
public enum SuppressionOrigin {
    RECIPIENT("recipient"),
    TENANT("tenant"),
    SYSTEM("system");

    private final String wireName;

    SuppressionOrigin(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static SuppressionOrigin of(String wireName) {
        return WireNames.find(values(), SuppressionOrigin::wireName, wireName);
    }
}
