package io.consentry.suppression.registry;

import java.io.IOException;
import java.util.List;

/** Where a registry's answer comes from. Registries answer with files ({@link AnswerFile}); one with an API becomes another source. */
interface RegistrySource {

    /** The next lines of the answer, at most so many; none at its end. */
    List<AnswerLine> next(int linesMax) throws IOException;

    /** SHA-256 of the whole answer in lower-case hexadecimal; known once it was read to its end. */
    String hash();
}
