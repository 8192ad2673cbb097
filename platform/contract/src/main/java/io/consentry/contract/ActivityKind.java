package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person does that shows interest in the tenant, and so puts off the end of consents by inactivity (capability C7). An open is none: mail
 * programs open by themselves (rule B-12).
 */
public enum ActivityKind {
    CLICK("click"),
    PURCHASE("purchase"),
    REPLY("reply"),
    SIGN_IN("sign_in");

    private final String wireName;

    ActivityKind(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static ActivityKind of(String wireName) {
        return WireNames.find(values(), ActivityKind::wireName, wireName);
    }
}
