package io.consentry.suppression.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of entries.
 *
 * @param cursor asks for the next page; null on the last one
 */
record SearchView(List<SuppressionView> entries, @Nullable String cursor) {

    /** @param found up to one more than the limit, which tells that there is another page */
    static SearchView of(List<StoredEntry> found, int limit) {
        List<StoredEntry> page = found.subList(0, Math.min(limit, found.size()));
        return new SearchView(
                page.stream().map(SuppressionView::of).toList(),
                found.size() > limit ? cursor(page.get(limit - 1).entry()) : null);
    }

    private static String cursor(SuppressionEntry last) {
        return new SearchCursor(last.recordedAt(), last.id()).text();
    }
}
