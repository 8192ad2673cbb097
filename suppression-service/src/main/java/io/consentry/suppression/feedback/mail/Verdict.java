package io.consentry.suppression.feedback.mail;

/** What a report says of one recipient. */
public enum Verdict {
    /** The address does not work and will not: it is suppressed. */
    HARD,
    /** It did not work this time: it is counted. */
    SOFT,
    /** The recipient called the message abuse: marketing is suppressed. */
    COMPLAINT,
    /** The recipient asked for no more: an opt-out. */
    OPT_OUT,
    /** Says nothing against the address: a delay, a success, a refusal that is the sender's fault. */
    NONE
}
