package io.consentry.kit.inbox;

/** A record that is no event as the contract has it, and will not become one by another try. Does not repeat it. */
final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(RuntimeException cause) {
        super("unreadable event", cause);
    }
}
