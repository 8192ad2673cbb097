package io.consentry.suppression.registry;

import io.consentry.kit.problem.Violation;

/**
 * What is wrong with a line of an answer.
 *
 * @param line its number, from 1
 * @param path the column or field; empty when it is the line
 */
record LineError(long line, String path, String code, String message) {

    static LineError of(long line, Violation violation) {
        return new LineError(line, violation.path(), violation.code(), violation.message());
    }
}
