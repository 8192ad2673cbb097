package io.consentry.suppression.transfer;

import io.consentry.kit.problem.Violation;

/** A line that cannot be read at all. */
final class BadLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    BadLineException(String code, String message) {
        super(message);
        this.violation = new Violation("", code, message);
    }

    Violation violation() {
        return violation;
    }
}
