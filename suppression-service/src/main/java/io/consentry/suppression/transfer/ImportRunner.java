package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.suppression.transfer.EntryReader.Asked;
import io.consentry.suppression.transfer.ImportJob.Tally;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Applies accepted lists. Each chunk is a transaction: its entries, their events, its errors, the progress and the chunk's deletion
 * are durable together or not at all, so that a process that is killed goes on where it was, and nothing is added twice.
 */
@ApplicationScoped
class ImportRunner {

    /** So many chunks of one import, then others have their turn. */
    private static final int CHUNKS_PER_TURN = 50;

    private final TenantDatabase database;
    private final ImportStore store;
    private final ChunkStore chunks;
    private final LineErrorStore lineErrors;
    private final ImportedEntries entries;
    private final Outbox outbox;
    private final ImportConfig config;
    private final Clock clock;

    ImportRunner(
            TenantDatabase database,
            ImportStore store,
            ChunkStore chunks,
            LineErrorStore lineErrors,
            ImportedEntries entries,
            Outbox outbox,
            ImportConfig config,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.chunks = chunks;
        this.lineErrors = lineErrors;
        this.entries = entries;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** A chunk that has been read. */
    private record Ready(int number, Asked asked) {}

    /** Applies some chunks, on this thread; one is read while the one before it is written. */
    void turn(Tenant tenant, ImportJob job) {
        EntryReader reader =
                new EntryReader(tenant, ListFormat.of(job.columns(), job.separator()), job.defaults(), job.createdAt());
        Optional<Ready> next = read(tenant, job, reader, job.nextChunk());
        for (int done = 0; next.isPresent(); done++) {
            if (done == CHUNKS_PER_TURN) {
                return;
            }
            Ready current = next.get();
            CompletableFuture<Boolean> applying = database.inTransaction(
                            tenant.id(), transaction -> apply(transaction, tenant.id(), job, current))
                    .subscribeAsCompletionStage();
            next = read(tenant, job, reader, current.number() + 1);
            boolean applied = Uni.createFrom().completionStage(applying).await().atMost(config.timeout());
            if (!applied) {
                return;
            }
        }
        await(tenant.id(), transaction -> finish(transaction, tenant.id(), job.id()));
    }

    private Optional<Ready> read(Tenant tenant, ImportJob job, EntryReader reader, int number) {
        return await(tenant.id(), transaction -> chunks.find(transaction, tenant.id(), job.id(), number))
                .map(chunk ->
                        new Ready(number, reader.read(chunk.firstLine(), chunk.open(tenant.keys(), job.id()), now())));
    }

    /** Nothing when the import was undone meanwhile, or another instance applied the chunk. */
    private Uni<Boolean> apply(SqlConnection transaction, TenantId tenant, ImportJob job, Ready ready) {
        return store.findForUpdate(transaction, tenant, job.id())
                .map(found -> found.filter(ImportJob::isRunnable)
                        .filter(current -> current.nextChunk() == ready.number())
                        .isPresent())
                .chain(due -> due
                        ? applyDue(transaction, tenant, job, ready).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> applyDue(SqlConnection transaction, TenantId tenant, ImportJob job, Ready ready) {
        Instant now = now();
        Asked asked = ready.asked();
        return addOrCount(transaction, tenant, job, asked.entries(), now)
                .call(() -> lineErrors.add(transaction, tenant, job.id(), asked.errors(), config.errorsMax()))
                .chain(added -> store.advance(transaction, tenant, job.id(), ready.number(), tally(asked, added), now));
    }

    private Uni<Set<UUID>> addOrCount(
            SqlConnection transaction, TenantId tenant, ImportJob job, List<NewEntry> asked, Instant now) {
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return job.dryRun()
                ? entries.preview(transaction, tenant, job.id(), asked)
                : entries.add(transaction, tenant, job.id(), asked, now)
                        .call(added -> outbox.appendMany(transaction, events(tenant, asked, added, now)));
    }

    private static List<OutgoingEvent> events(TenantId tenant, List<NewEntry> asked, Set<UUID> added, Instant now) {
        return asked.stream()
                .filter(entry -> added.contains(entry.id()))
                .map(entry -> new OutgoingEvent(UUID.randomUUID(), tenant, entry.added(), now, null))
                .toList();
    }

    private static Tally tally(Asked asked, Set<UUID> added) {
        long foreign = asked.entries().stream()
                .filter(entry -> entry.foreignHash() != null && added.contains(entry.id()))
                .count();
        long alreadyThere = asked.entries().size() - added.size() + asked.repeated();
        return new Tally(asked.lines(), added.size(), alreadyThere, asked.refused(), foreign, 0, 0);
    }

    /** Ends the import, unless somebody else has just applied a chunk and another one is there. */
    private Uni<Void> finish(SqlConnection transaction, TenantId tenant, UUID id) {
        return store.findForUpdate(transaction, tenant, id)
                .map(found -> found.filter(ImportJob::isRunnable))
                .chain(found -> found.isPresent()
                        ? finish(transaction, tenant, found.get())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> finish(SqlConnection transaction, TenantId tenant, ImportJob job) {
        return chunks.find(transaction, tenant, job.id(), job.nextChunk()).chain(next -> {
            if (next.isPresent()) {
                return Uni.createFrom().voidItem();
            }
            if (job.tally().rowsRead() != job.rows()) {
                throw new IllegalStateException("chunk " + job.nextChunk() + " of the list is missing");
            }
            return store.stop(transaction, tenant, job.id(), ImportState.DONE, now());
        });
    }

    private <T> T await(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.inTransaction(tenant, work).await().atMost(config.timeout());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
