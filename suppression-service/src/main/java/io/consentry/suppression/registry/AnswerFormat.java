package io.consentry.suppression.registry;

import java.util.Optional;

/** How an answer file is written. One object reads one file. */
interface AnswerFormat {

    /** Reads a line; empty for one that names nobody, as an empty line or the header. Refuses a file that cannot be an answer. */
    Optional<AnswerLine> read(long number, String line);

    /** Refuses a file that has ended without being an answer. */
    void requireComplete();
}
