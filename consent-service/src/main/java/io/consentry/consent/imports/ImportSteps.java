package io.consentry.consent.imports;

import io.consentry.consent.imports.RowFormat.Line;
import io.consentry.consent.ledger.ImportRecorder;
import io.consentry.consent.ledger.ImportRecorder.Recorded;
import io.consentry.consent.ledger.ImportRecorder.RowResult;
import io.consentry.consent.ledger.ImportRetractor;
import io.consentry.consent.ledger.ImportTerms;
import io.consentry.consent.ledger.ImportedRow;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The steps of an import, each in the caller's transaction, which has locked the import. */
@ApplicationScoped
class ImportSteps {

    private final ImportStore store;
    private final ImportRecorder recorder;
    private final ImportRetractor retractor;
    private final ImportConfig config;
    private final Clock clock;

    ImportSteps(
            ImportStore store, ImportRecorder recorder, ImportRetractor retractor, ImportConfig config, Clock clock) {
        this.store = store;
        this.recorder = recorder;
        this.retractor = retractor;
        this.config = config;
        this.clock = clock;
    }

    /** Records the next chunk; whether there are more. */
    Uni<Boolean> record(
            SqlConnection transaction,
            Tenant tenant,
            Map<PurposeKey, Purpose> purposes,
            PublishedNotices notices,
            ImportJob job) {
        ImportJob begun = job.begun(clock.instant());
        ImportTerms terms = new ImportTerms(job.id(), job.terms().mayMarket());
        return store.chunk(transaction, tenant, job.id(), job.nextChunk()).chain(chunk -> {
            List<Line> lines = lines(chunk, job);
            List<ImportedRow> rows =
                    lines.stream().map(Line::row).filter(Objects::nonNull).toList();
            return recorder.record(transaction, tenant, purposes, notices, terms, rows, job.dryRun())
                    .chain(recorded -> note(transaction, tenant, begun, lines, recorded));
        });
    }

    private static List<Line> lines(ImportChunk chunk, ImportJob job) {
        RowFormat format = RowFormat.of(job.header(), job.separator());
        return IntStream.range(0, chunk.lines().size())
                .mapToObj(i -> format.read(
                        chunk.firstLine() + i, chunk.lines().get(i), job.terms().rowDefaults()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Uni<Boolean> note(
            SqlConnection transaction, Tenant tenant, ImportJob job, List<Line> lines, Recorded recorded) {
        ImportTally tally = job.tally();
        List<LineError> errors = new ArrayList<>();
        for (Line line : lines) {
            if (line.row() == null) {
                tally = tally.with(line.outcome(), line.number());
                add(errors, line.number(), line.violations());
            }
        }
        for (RowResult result : recorded.results()) {
            tally = tally.with(result.outcome(), result.line());
            add(errors, result.line(), result.violations());
        }
        ImportJob next = job.recorded(lines.size(), tally, errors.size(), clock.instant());
        long room = Math.max(0, config.errorsMax() - job.errors());
        return store.addErrors(transaction, tenant.id(), job.id(), job.errors(), errors.subList(0, (int)
                        Math.min(room, errors.size())))
                .chain(() -> job.dryRun()
                        ? Uni.createFrom().voidItem()
                        : store.addEvents(transaction, tenant.id(), job.id(), recorded.events()))
                .chain(() -> store.deleteChunk(transaction, tenant.id(), job.id(), job.nextChunk()))
                .chain(() -> store.save(transaction, tenant.id(), next))
                .replaceWith(next.isRunnable());
    }

    private static void add(List<LineError> errors, long line, List<Violation> violations) {
        violations.forEach(violation -> errors.add(LineError.of(line, violation)));
    }

    /** Takes back what was recorded of some more people; whether there may be more. */
    Uni<Boolean> undo(SqlConnection transaction, Tenant tenant, Map<PurposeKey, Purpose> purposes, ImportJob job) {
        Instant now = clock.instant();
        return store.events(transaction, tenant.id(), job.id(), config.chunkRows())
                .chain(events -> events.isEmpty()
                        ? store.save(transaction, tenant.id(), job.undone(now)).replaceWith(false)
                        : retractor
                                .retract(transaction, tenant, purposes, job.id(), events)
                                .chain(done -> store.save(
                                        transaction, tenant.id(), job.retracted(done.retracted(), done.kept(), now)))
                                .chain(() -> store.removeEvents(transaction, tenant.id(), job.id(), events.keySet()))
                                .replaceWith(true));
    }
}
