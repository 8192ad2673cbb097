package io.consentry.preference.listing;

import io.consentry.kit.problem.Violations;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param after the last row of the page before
 * @param limit rows at most, 1 to {@value #LIMIT_MAX}
 */
public record PageRequest(ListCursor after, int limit) {

    /** Rows of a page unless the client wants fewer. */
    public static final int LIMIT_MAX = 100;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    /** Reads the query of a list; notes what is wrong with it. */
    public static PageRequest parse(@Nullable String cursor, @Nullable String limit, Violations violations) {
        return new PageRequest(parseCursor(cursor, violations), parseLimit(limit, violations));
    }

    private static ListCursor parseCursor(@Nullable String cursor, Violations violations) {
        if (cursor == null) {
            return ListCursor.START;
        }
        Optional<ListCursor> parsed = ListCursor.parse(cursor);
        if (parsed.isEmpty()) {
            violations.add("cursor", "not-a-cursor", "must be the cursor of an earlier answer");
        }
        return parsed.orElse(ListCursor.START);
    }

    private static int parseLimit(@Nullable String limit, Violations violations) {
        if (limit == null) {
            return LIMIT_MAX;
        }
        int parsed = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (parsed < 1 || parsed > LIMIT_MAX) {
            violations.add("limit", "out-of-range", "must be 1 to " + LIMIT_MAX);
            return LIMIT_MAX;
        }
        return parsed;
    }
}
