package io.consentry.preference.unsubscribe;

/** What became of the wish to undo. */
public enum UndoOutcome {
    /** What was before stands again, since now or since an earlier try. */
    UNDONE,
    TOO_LATE,
    /** No such opt-out was made that way. */
    UNKNOWN
}
