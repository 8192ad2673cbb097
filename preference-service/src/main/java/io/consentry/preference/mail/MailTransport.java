package io.consentry.preference.mail;

/** The way that mail leaves by. */
interface MailTransport {

    /** Whether the operator has set one up. */
    boolean isSetUp();

    /** Ready to send; fails with {@link TransportFailedException}. */
    OpenTransport open();
}
