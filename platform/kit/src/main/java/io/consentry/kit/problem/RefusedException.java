package io.consentry.kit.problem;

import io.consentry.contract.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is refused, with the category that the caller sees. The one exception that becomes a 4xx or a deliberate 503. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Violation> violations;

    /** Refuses with a sentence that says what to do next; it must not hold personal data. */
    public RefusedException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** Refuses with all broken rules. */
    public RefusedException(ProblemType type, String detail, List<Violation> violations) {
        super(detail);
        this.type = type;
        this.violations = List.copyOf(violations);
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** What the caller asked for is not there, or is another tenant's. */
    public static RefusedException notFound(String what) {
        return new RefusedException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
    }

    /** The body of a request; refuses a request that has none. */
    public static <T> T requireBody(@Nullable T body) {
        if (body == null) {
            throw new RefusedException(ProblemType.UNREADABLE, "The request needs a body.");
        }
        return body;
    }
}
