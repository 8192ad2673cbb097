package io.consentry.suppression.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, and what came of it.
 *
 * @param rows lines of the list
 * @param read lines that were dealt with
 * @param added entries; of a dry run those that would be
 * @param alreadyThere entries that stood, or that the list names twice
 * @param refused lines with an error; see the errors
 * @param foreignHashes of the added entries, those that only others' hashes name
 * @param released entries that undoing lifted
 * @param kept entries that undoing left, since another import names them, too
 * @param rowsPerSecond null before the first lines
 * @param secondsRemaining an estimate; null when there is none
 */
record ImportView(
        UUID id,
        ImportState state,
        boolean dryRun,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long rows,
        long read,
        long added,
        long alreadyThere,
        long refused,
        long foreignHashes,
        long released,
        long kept,
        @Nullable Long rowsPerSecond,
        @Nullable Long secondsRemaining) {

    static ImportView of(ImportJob job) {
        Long rate = rate(job);
        return new ImportView(
                job.id(),
                job.state(),
                job.dryRun(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.rows(),
                job.tally().rowsRead(),
                job.tally().added(),
                job.tally().alreadyThere(),
                job.tally().refused(),
                job.tally().foreignHashes(),
                job.tally().released(),
                job.tally().kept(),
                rate,
                rate == null || rate == 0 || !job.isRunnable()
                        ? null
                        : (job.rows() - job.tally().rowsRead() + rate - 1) / rate);
    }

    private static @Nullable Long rate(ImportJob job) {
        Instant started = job.startedAt();
        Instant until = job.finishedAt() == null ? job.updatedAt() : job.finishedAt();
        if (started == null || until == null || !until.isAfter(started)) {
            return null;
        }
        long millis = Math.max(1, Duration.between(started, until).toMillis());
        return job.tally().rowsRead() * 1_000 / millis;
    }
}
