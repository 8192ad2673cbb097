package io.consentry.preference.inbound.word;

/** What a message asks for. */
public enum Verdict {
    /** No marketing any more, by a word made for it. */
    STOP,
    /** Seems to ask to stop, in other words: a person must read it. */
    UNCLEAR,
    HELP,
    /** Asks for messages again; lifts nothing, since that needs evidence. */
    START,
    OTHER
}
