package io.consentry.kit.outbox;

/** Kafka did not acknowledge; the events stay in the outbox. */
final class PublishFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishFailedException(Throwable cause) {
        super(cause);
    }
}
