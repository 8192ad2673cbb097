package io.consentry.kit.problem;

import io.consentry.contract.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every broken rule of a request, so that the caller learns them all at once. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /** Notes a broken rule. */
    public void add(String path, String code, String message) {
        found.add(new Violation(path, code, message));
    }

    /** Notes that a value is missing when it is, and says whether it is there. */
    public boolean require(String path, @Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            add(path, "required", "is required");
            return false;
        }
        return true;
    }

    /** Notes that a text is too long when it is. */
    public void requireAtMost(String path, @Nullable String text, int maxLength) {
        if (text != null && text.length() > maxLength) {
            add(path, "too-long", "may have at most " + maxLength + " characters");
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Refuses the request with everything found; returns when nothing was. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new RefusedException(ProblemType.INVALID, found.size() + " rule(s) broken; see violations", found);
        }
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }
}
