package io.consentry.consent.imports;

import io.consentry.kit.problem.Violation;

/** What is wrong with a line; it never repeats what the line says. */
record LineError(long line, String field, String code, String message) {

    static LineError of(long line, Violation violation) {
        return new LineError(line, violation.path(), violation.code(), violation.message());
    }
}
