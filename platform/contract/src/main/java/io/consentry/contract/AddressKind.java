package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of identifier reaches, or names, a data subject. */
public enum AddressKind {
    EMAIL("email"),
    PHONE("phone"),
    /** WhatsApp business-scoped user id (rule D-06). */
    WHATSAPP_USER_ID("whatsappUserId"),
    PUSH_TOKEN("pushToken"),
    /** The tenant's own number for a person; not an address that a message can be sent to. */
    EXTERNAL_ID("externalId");

    private final String wireName;

    AddressKind(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static AddressKind of(String wireName) {
        return WireNames.find(values(), AddressKind::wireName, wireName);
    }
}
