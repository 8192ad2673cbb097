package io.consentry.preference.listing;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param cursor asks for the next page; null on the last one
 */
public record ListPage<T>(List<T> rows, @Nullable String cursor) {

    public ListPage {
        rows = List.copyOf(rows);
    }

    /**
     * The page of what was found.
     *
     * @param found up to one more than the limit, which tells that there is another page
     * @param place where a row stands in the list
     */
    public static <T> ListPage<T> of(List<T> found, int limit, Function<T, ListCursor> place) {
        List<T> rows = found.subList(0, Math.min(limit, found.size()));
        return new ListPage<>(
                rows, found.size() > limit ? place.apply(rows.get(limit - 1)).text() : null);
    }
}
