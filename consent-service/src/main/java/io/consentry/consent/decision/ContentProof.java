package io.consentry.consent.decision;

/** What the lint's proof says of a message's content (gate 13). */
public enum ContentProof {
    /** None was given: the sender vouches for the content. */
    ABSENT,
    /** It names its sender and a free way out. */
    PASSED,
    /** It lacks one of them, or the proof is not one of this tenant's for this channel. */
    FAILED
}
