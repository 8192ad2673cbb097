package io.consentry.consent.imports;

import io.consentry.kit.lines.CsvSeparator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands in the database.
 *
 * @param header what stands in which column; see {@link RowFormat#of}
 * @param separator what stands between the columns
 * @param rows lines that hold something
 * @param nextChunk the first one that is not recorded yet
 * @param errors broken rules; the first ones are kept
 * @param retracted decisions that undoing took back
 * @param kept decisions that undoing left
 */
record ImportJob(
        UUID id,
        ImportState state,
        boolean dryRun,
        TermsRequest terms,
        List<String> header,
        CsvSeparator separator,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        int chunks,
        int nextChunk,
        int attempts,
        long rows,
        long rowsDone,
        ImportTally tally,
        long errors,
        long retracted,
        long kept) {

    boolean hasEnded() {
        return state == ImportState.DONE || state == ImportState.FAILED;
    }

    boolean isRunnable() {
        return state == ImportState.WAITING || state == ImportState.RUNNING;
    }

    /** Once it is being worked on. */
    ImportJob begun(Instant now) {
        return with(state, finishedAt, now, nextChunk, attempts, rowsDone, tally, errors, retracted, kept);
    }

    /** After one more chunk. */
    ImportJob recorded(long moreRows, ImportTally nextTally, long moreErrors, Instant now) {
        boolean last = nextChunk + 1 >= chunks;
        return with(
                last ? ImportState.DONE : ImportState.RUNNING,
                last ? now : null,
                now,
                nextChunk + 1,
                0,
                rowsDone + moreRows,
                nextTally,
                errors + moreErrors,
                retracted,
                kept);
    }

    /** After an attempt that came to nothing. */
    ImportJob attempted(int attemptsMax, Instant now) {
        boolean last = attempts + 1 >= attemptsMax && isRunnable();
        return with(
                last ? ImportState.FAILED : state,
                last ? now : finishedAt,
                now,
                nextChunk,
                attempts + 1,
                rowsDone,
                tally,
                errors,
                retracted,
                kept);
    }

    ImportJob undoing(Instant now) {
        return with(ImportState.UNDOING, null, now, nextChunk, 0, rowsDone, tally, errors, retracted, kept);
    }

    /** After some more people's decisions were looked at. */
    ImportJob retracted(int more, int moreKept, Instant now) {
        return with(state, null, now, nextChunk, 0, rowsDone, tally, errors, retracted + more, kept + moreKept);
    }

    ImportJob undone(Instant now) {
        return with(ImportState.UNDONE, now, now, nextChunk, 0, rowsDone, tally, errors, retracted, kept);
    }

    private ImportJob with(
            ImportState nextState,
            @Nullable Instant nextFinishedAt,
            Instant now,
            int chunk,
            int nextAttempts,
            long done,
            ImportTally nextTally,
            long nextErrors,
            long nextRetracted,
            long nextKept) {
        return new ImportJob(
                id,
                nextState,
                dryRun,
                terms,
                header,
                separator,
                createdAt,
                startedAt == null ? now : startedAt,
                nextFinishedAt,
                now,
                chunks,
                chunk,
                nextAttempts,
                rows,
                done,
                nextTally,
                nextErrors,
                nextRetracted,
                nextKept);
    }
}
