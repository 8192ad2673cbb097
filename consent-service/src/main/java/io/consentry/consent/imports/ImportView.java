package io.consentry.consent.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.imports.ImportTally.OutcomeCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, and what came of it; of a dry run, what would.
 *
 * @param rows lines of the list that hold something
 * @param outcomes how many rows, and the first lines, by outcome
 * @param errors broken rules; {@code GET …/errors} names the first 10,000
 * @param retracted decisions that undoing took back
 * @param kept decisions that undoing left: something later changed them, or taking them back would loosen
 * @param rowsPerSecond null before the first rows
 * @param secondsRemaining an estimate; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        UUID id,
        ImportState state,
        boolean dryRun,
        TermsRequest terms,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long rows,
        long rowsDone,
        Map<String, OutcomeCount> outcomes,
        long errors,
        long retracted,
        long kept,
        @Nullable Long rowsPerSecond,
        @Nullable Long secondsRemaining) {

    static ImportView of(ImportJob job) {
        Long rate = rate(job);
        return new ImportView(
                job.id(),
                job.state(),
                job.dryRun(),
                job.terms(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.rows(),
                job.rowsDone(),
                job.tally().byOutcome(),
                job.errors(),
                job.retracted(),
                job.kept(),
                rate,
                rate == null || rate == 0 || !job.isRunnable()
                        ? null
                        : (job.rows() - job.rowsDone() + rate - 1) / rate);
    }

    private static @Nullable Long rate(ImportJob job) {
        Instant started = job.startedAt();
        Instant until = job.finishedAt() == null ? job.updatedAt() : job.finishedAt();
        if (started == null
                || job.rowsDone() == 0
                || job.state() == ImportState.UNDOING
                || job.state() == ImportState.UNDONE) {
            return null;
        }
        long millis = Math.max(1, Duration.between(started, until).toMillis());
        return job.rowsDone() * 1_000 / millis;
    }
}
