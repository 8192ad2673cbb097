package io.consentry.preference.mail;

/** No mail at all can be sent now. */
final class TransportFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransportFailedException(Throwable cause) {
        super("no mail can be sent", cause);
    }
}
