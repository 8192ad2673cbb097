package io.consentry.preference.mail;

/** This mail could not be sent now; another try may succeed. */
final class SendFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SendFailedException(Throwable cause) {
        super("the mail could not be sent", cause);
    }
}
