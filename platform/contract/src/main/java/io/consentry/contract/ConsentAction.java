package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What is recorded about one purpose on one channel (capability C1). */
public enum ConsentAction {
    REQUEST("request"),
    GRANT("grant"),
    REFUSE("refuse"),
    WITHDRAW("withdraw"),
    RENEW("renew"),
    OBJECT("object");

    private final String wireName;

    ConsentAction(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether it gives permission. */
    public boolean gives() {
        return this == GRANT || this == RENEW;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static ConsentAction of(String wireName) {
        return WireNames.find(values(), ConsentAction::wireName, wireName);
    }
}
