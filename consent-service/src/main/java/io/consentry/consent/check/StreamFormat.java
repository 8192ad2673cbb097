package io.consentry.consent.check;

import io.consentry.consent.check.CheckAnswer.Result;
import io.consentry.kit.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How lines of a stream are written. One object serves one stream. */
interface StreamFormat {

    /** A line, read; fails with {@link BadLineException}. Null for a line that asks nothing, such as an empty one or the header. */
    @Nullable
    StreamedCheck read(String line);

    /** What stands before the first result. */
    String opening();

    String write(@Nullable String ref, Result result);

    /** A line that could not be answered: never an allow. */
    String write(@Nullable String ref, String code, List<Violation> violations);

    /** A line that asks something which cannot be understood. */
    final class BadLineException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Violation violation;

        BadLineException(String path, String code, String message) {
            super(code);
            this.violation = new Violation(path, code, message);
        }

        Violation violation() {
            return violation;
        }
    }
}
