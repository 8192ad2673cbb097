package io.consentry.suppression.feedback.provider;

/** A delivery is genuine and still not what its provider is known to send. The message holds nothing of it. */
public final class DeliveryUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeliveryUnreadableException(String message) {
        super(message);
    }
}
