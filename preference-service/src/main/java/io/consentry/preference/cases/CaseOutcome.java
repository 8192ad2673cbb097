package io.consentry.preference.cases;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a case ended. */
enum CaseOutcome {
    FULFILLED("fulfilled"),
    /** Some of it was refused, for a reason that the person was told. */
    PARTLY_FULFILLED("partly_fulfilled"),
    /** For a reason that the person was told (GDPR Art. 12(4), POPIA s23(4)). */
    REFUSED("refused"),
    /** By the person. */
    WITHDRAWN("withdrawn");

    private final String wireName;

    CaseOutcome(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** Whether it needs a word on what the person was told. */
    boolean needsNote() {
        return this == PARTLY_FULFILLED || this == REFUSED;
    }

    /** Reads the wire name; fails on any other text. */
    static CaseOutcome of(String wireName) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(CaseOutcome::wireName).collect(Collectors.joining(", "))));
    }
}
