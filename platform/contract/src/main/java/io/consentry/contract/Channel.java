package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** The way a message reaches a person. All but post are electronic communication in the sense of POPIA s69 (rule A-12). */
public enum Channel {
    EMAIL("email", AddressKind.EMAIL),
    SMS("sms", AddressKind.PHONE),
    WHATSAPP("whatsapp", AddressKind.PHONE, AddressKind.WHATSAPP_USER_ID),
    VOICE("voice", AddressKind.PHONE),
    PUSH("push", AddressKind.PUSH_TOKEN),
    SOCIAL_DM("social_dm", AddressKind.EXTERNAL_ID),
    POST("post", AddressKind.EXTERNAL_ID);

    private final String wireName;
    private final List<AddressKind> addressKinds;

    Channel(String wireName, AddressKind... addressKinds) {
        this.wireName = wireName;
        this.addressKinds = List.of(addressKinds);
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether an address of the kind can be reached on this channel. */
    public boolean reaches(AddressKind kind) {
        return addressKinds.contains(kind);
    }

    /** The kinds of address that this channel reaches, the usual one first. */
    public List<AddressKind> addressKinds() {
        return addressKinds;
    }

    /** Whether POPIA s69 applies: prior consent or the customer exception is needed for marketing. */
    public boolean isElectronic() {
        return this != POST;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static Channel of(String wireName) {
        return WireNames.find(values(), Channel::wireName, wireName);
    }
}
