package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The clear affirmative act of the data subject (rule B-01). The last four never count as consent. */
public enum AffirmativeAction {
    TICKED_BOX("ticked_box"),
    BUTTON("button"),
    REPLY("reply"),
    SPOKEN("spoken"),
    SIGNATURE("signature"),
    PRE_TICKED("pre_ticked"),
    SCROLL("scroll"),
    CONTINUED_USE("continued_use"),
    SILENCE("silence");

    private final String wireName;

    AffirmativeAction(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether the act shows a will: pre-ticked boxes, scrolling, continued use and silence do not (B-01, 001-02, 001-74). */
    public boolean isAffirmative() {
        return compareTo(PRE_TICKED) < 0;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static AffirmativeAction of(String wireName) {
        return WireNames.find(values(), AffirmativeAction::wireName, wireName);
    }
}
