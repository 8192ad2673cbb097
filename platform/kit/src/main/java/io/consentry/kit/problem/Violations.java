package io.consentry.kit.problem;

import io.consentry.contract.ProblemType;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

    /**
     * Reads a text as a value; notes a violation, and answers null, when it is missing though it is needed, or is no such value.
     *
     * @param reader fails with {@link IllegalArgumentException}, whose message says what it expects and does not repeat the text
     */
    public <T> @Nullable T read(String path, @Nullable String text, Function<String, T> reader, boolean required) {
        if (text == null) {
            if (required) {
                add(path, "required", "is required");
            }
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            add(path, "unknown-value", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Reads an RFC 3339 instant, with any offset; null when there is none, and when it is none, which is noted. */
    public @Nullable Instant readInstant(String path, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            add(path, "not-an-instant", "must be an RFC 3339 instant such as 2026-11-20T08:00:00Z");
            return null;
        }
    }

    /** Notes that a text is no key of a purpose or topic when it is none; says whether it is absent or good. */
    public boolean requireKey(String path, @Nullable String key) {
        if (key == null || PurposeKey.isValid(key)) {
            return true;
        }
        add(path, "shape", "must be 1 to 64 of a-z, 0-9, dot, hyphen, underscore, beginning with a letter");
        return false;
    }

    /** What was noted so far. */
    public List<Violation> found() {
        return List.copyOf(found);
    }

    /** Whether nothing was noted so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Refuses the request with everything found; returns when nothing was. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new RefusedException(ProblemType.INVALID, found.size() + " rule(s) broken; see violations", found);
        }
    }
}
