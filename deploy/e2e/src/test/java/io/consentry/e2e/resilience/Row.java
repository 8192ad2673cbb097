package io.consentry.e2e.resilience;

import java.time.Duration;
import java.util.Locale;

/**
 * What one fault did.
 *
 * @param acknowledged opt-outs that were answered with 200
 * @param lost of them, those missing in the check, the ledger or on the list
 * @param doubled of them, those that are there twice
 * @param allowedAfter checks that allowed after the acknowledgement
 * @param asked answers of checks that were looked at
 * @param disagreeing those for whom a fold of the ledger decides otherwise than the projection
 * @param parked events that could not be applied
 * @param longestWait from a person's first click to the answer that it is done
 * @param slowestAnswer of a click that was answered with 200
 * @param longestSilence without any answered check
 */
record Row(
        String fault,
        int acknowledged,
        long lost,
        long doubled,
        int allowedAfter,
        int asked,
        long disagreeing,
        long parked,
        Duration longestWait,
        Duration slowestAnswer,
        Duration longestSilence) {

    static final String HEADING = """
            | fault | acknowledged | lost | doubled | allowed after (of checks) | fold ≠ projection | parked | longest wait for "done" | slowest "done" | longest without a check | result |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
            """;

    boolean isClean() {
        return acknowledged > 0
                && lost == 0
                && doubled == 0
                && allowedAfter == 0
                && asked > 0
                && disagreeing == 0
                && parked == 0;
    }

    String line() {
        return "| %s | %d | %d | %d | %d (%d) | %d | %d | %s | %s | %s | %s |%n"
                .formatted(
                        fault,
                        acknowledged,
                        lost,
                        doubled,
                        allowedAfter,
                        asked,
                        disagreeing,
                        parked,
                        seconds(longestWait),
                        seconds(slowestAnswer),
                        seconds(longestSilence),
                        isClean() ? "passed" : "FAILED");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
