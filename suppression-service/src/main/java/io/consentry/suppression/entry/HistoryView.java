package io.consentry.suppression.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an entry.
 *
 * @param what {@code added}, {@code minimised} or {@code released}
 * @param cause the consent event that led to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryView(
        String what,
        Instant at,
        @Nullable UUID cause,
        @Nullable String reason,
        @Nullable String evidence) {}
