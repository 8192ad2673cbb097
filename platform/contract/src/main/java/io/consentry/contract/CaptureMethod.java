package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a decision reached the tenant (capability C2, requirement 001-55). */
public enum CaptureMethod {
    REGISTRATION_CHECKBOX("registration_checkbox"),
    SUBSCRIPTION_FORM("subscription_form"),
    EXPLICIT_REQUEST("explicit_request"),
    DOUBLE_OPT_IN("double_opt_in"),
    KEYWORD("keyword"),
    WHATSAPP_BUTTON("whatsapp_button"),
    PREFERENCE_CENTER("preference_center"),
    UNSUBSCRIBE_LINK("unsubscribe_link"),
    VOICE("voice"),
    PAPER("paper"),
    IMPORT("import"),
    API("api");

    private final String wireName;

    CaptureMethod(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether it shows that the person acted: a list that somebody loads, or a bare call, does not (capability S3). */
    public boolean showsOwnAct() {
        return this != IMPORT && this != API;
    }

    /** Whether the person acts as it is recorded: of paper, a list or a bare call, only who records it knows when that was. */
    public boolean isOfTheMoment() {
        return showsOwnAct() && this != PAPER;
    }

    /** Whether what the person said is there to be read: a data message is in writing, a voice is not (ECT Act s12). */
    public boolean isInWriting() {
        return showsOwnAct() && this != VOICE;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static CaptureMethod of(String wireName) {
        return WireNames.find(values(), CaptureMethod::wireName, wireName);
    }
}
