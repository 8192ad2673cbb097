package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonValue;

/** What comes of a row of an import. */
public enum ImportOutcome {
    /** A consent is recorded. */
    GRANTED("granted", false),
    /** An opt-out is recorded. */
    OPTED_OUT("optedOut", false),
    /** The same stands already: nothing is recorded, and nothing gets a new date. */
    UNCHANGED("unchanged", false),
    /** The row's own action is blank: it says nothing, and erases nothing. */
    BLANK("blank", false),
    /** A consent from before an opt-out that is on record. */
    STALE("stale-grant", true),
    /** A consent where an opt-out stands: only the person's own later act lifts it (capability S3). */
    OPT_OUT_STANDS("opt-out-stands", true),
    /** A consent where the suppression list has the address, for what the person or the tenant said. */
    SUPPRESSED("suppressed", true),
    /** A rule for every recorded decision is broken. */
    INVALID("invalid", true);

    private final String wireName;
    private final boolean refused;

    ImportOutcome(String wireName, boolean refused) {
        this.wireName = wireName;
        this.refused = refused;
    }

    /** As it stands in JSON. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether nothing of the row is taken, though it said something. */
    public boolean isRefused() {
        return refused;
    }
}
