package io.consentry.suppression.registry;

import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/** A line of a registry's answer: a person, or why it cannot be read. Never printed. */
sealed interface AnswerLine {

    /** Its number in the answer, from 1. */
    long number();

    /**
     * Somebody who is blocked.
     *
     * @param scope as written; null when the registry says none
     */
    record Blocked(
            long number,
            IdentifierRequest identifiers,
            @Nullable String scope) implements AnswerLine {

        @Override
        public String toString() {
            return "Blocked[line " + number + "]";
        }
    }

    /** A line that cannot be read. */
    record Unreadable(long number, Violation violation) implements AnswerLine {}
}
