package io.consentry.preference.mail;

/** The server, or the form of an address, says that this mail will never arrive. */
final class MailRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MailRefusedException(Throwable cause) {
        super("the mail is refused", cause);
    }
}
