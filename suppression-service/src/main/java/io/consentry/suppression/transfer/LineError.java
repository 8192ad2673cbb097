package io.consentry.suppression.transfer;

import io.consentry.kit.problem.Violation;

/** What is wrong with a line; it never repeats what the line says. */
record LineError(long line, String field, String code, String message) {

    static LineError of(long line, Violation violation) {
        String path = violation.path();
        String field = path.startsWith("line.") ? path.substring("line.".length()) : path.equals("line") ? "" : path;
        return new LineError(line, field, violation.code(), violation.message());
    }
}
