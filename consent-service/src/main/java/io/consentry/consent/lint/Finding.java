package io.consentry.consent.lint;

/**
 * One thing that is wrong.
 *
 * @param where {@code text}, {@code html} or the name of a header
 */
record Finding(FindingCode code, Severity severity, String rule, String where, String message) {

    static Finding of(FindingCode code, String where) {
        return new Finding(code, code.severity(), code.rule(), where, code.message());
    }

    static Finding advice(FindingCode code, String where) {
        return new Finding(code, Severity.ADVICE, code.rule(), where, code.message());
    }
}
