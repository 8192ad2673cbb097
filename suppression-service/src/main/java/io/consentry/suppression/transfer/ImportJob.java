package io.consentry.suppression.transfer;

import io.consentry.kit.lines.CsvSeparator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands in the database.
 *
 * @param columns see {@link ListFormat#columns()}
 * @param separator see {@link ListFormat#separator()}
 * @param rows lines of the list that hold something; 0 while it is being sent
 * @param nextChunk the first one that is not applied yet
 * @param firstRecordedAt when its first entry was added; with {@code lastRecordedAt} it tells where its entries are
 */
record ImportJob(
        UUID id,
        ImportState state,
        boolean dryRun,
        List<String> columns,
        CsvSeparator separator,
        ListDefaults defaults,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        long rows,
        int nextChunk,
        int attempts,
        Tally tally,
        @Nullable Instant firstRecordedAt,
        @Nullable Instant lastRecordedAt) {

    /**
     * What came of it.
     *
     * @param rowsRead lines that were dealt with
     * @param added entries; of a dry run those that would be
     * @param alreadyThere entries that stood
     * @param refused lines with an error
     * @param foreignHashes of the added entries, those that only others' hashes name
     * @param released entries that undoing lifted
     * @param kept entries that undoing left, since another import names them, too
     */
    record Tally(
            long rowsRead, long added, long alreadyThere, long refused, long foreignHashes, long released, long kept) {}

    boolean hasEnded() {
        return state == ImportState.DONE || state == ImportState.FAILED;
    }

    boolean isRunnable() {
        return state == ImportState.WAITING || state == ImportState.RUNNING;
    }
}
