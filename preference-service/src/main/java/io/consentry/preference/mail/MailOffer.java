package io.consentry.preference.mail;

/** What became of a mail that was offered to the queue. */
public enum MailOffer {
    /** It will be sent if it can be. */
    QUEUED,
    /** The address has had as many as it gets in a day. */
    ADDRESS_FULL,
    /** The tenant has caused as many as it may in a minute. */
    TENANT_FULL
}
