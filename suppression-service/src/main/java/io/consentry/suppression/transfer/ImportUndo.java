package io.consentry.suppression.transfer;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.suppression.entry.EntryCipher;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.consentry.suppression.entry.ReleaseGrounds;
import io.consentry.suppression.entry.SearchCursor;
import io.consentry.suppression.transfer.ImportedEntries.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes an import back: lifts the entries that it added and no other import names. Everybody else's entry is one of its own, which this
 * does not touch: what a person did themselves stands, whatever the list said.
 */
@ApplicationScoped
class ImportUndo {

    private static final int BATCH = 1_000;

    private final TenantDatabase database;
    private final ImportStore store;
    private final ImportedEntries entries;
    private final Outbox outbox;
    private final ImportConfig config;
    private final Clock clock;

    ImportUndo(
            TenantDatabase database,
            ImportStore store,
            ImportedEntries entries,
            Outbox outbox,
            ImportConfig config,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.entries = entries;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Ends the import where it is, and has it undone; one that is undone stays so. */
    Uni<ImportJob> request(SqlConnection transaction, TenantId tenant, UUID id) {
        return store.findForUpdate(transaction, tenant, id)
                .map(found -> found.filter(job -> job.state() != ImportState.RECEIVING)
                        .orElseThrow(() -> RefusedException.notFound("import")))
                .call(job -> begin(transaction, tenant, job))
                .chain(() -> store.find(transaction, tenant, id))
                .map(found -> found.orElseThrow());
    }

    private Uni<Void> begin(SqlConnection transaction, TenantId tenant, ImportJob job) {
        if (job.dryRun()) {
            throw new RefusedException(
                    ProblemType.RELEASE_REFUSED, "A dry run changed nothing; there is nothing to undo.");
        }
        if (job.state() == ImportState.UNDOING || job.state() == ImportState.UNDONE) {
            return Uni.createFrom().voidItem();
        }
        if (job.hasEnded() && now().isAfter(job.updatedAt().plus(config.undoWithin()))) {
            throw new RefusedException(
                    ProblemType.RELEASE_REFUSED,
                    "An import can be undone for " + config.undoWithin().toDays() + " days after it ended.");
        }
        return store.stop(transaction, tenant, job.id(), ImportState.UNDOING, now());
    }

    /** Lifts all that is to be lifted, on this thread, in small transactions; what is lifted already is passed over. */
    void run(Tenant tenant, ImportJob job) {
        Instant first = job.firstRecordedAt();
        Instant last = job.lastRecordedAt();
        long kept = 0;
        if (first != null && last != null) {
            SearchCursor after = new SearchCursor(first, SearchCursor.START.id());
            List<Standing> batch = lift(tenant, job.id(), after, last);
            while (!batch.isEmpty()) {
                kept += batch.stream().filter(Standing::shared).count();
                Standing end = batch.get(batch.size() - 1);
                batch = lift(tenant, job.id(), new SearchCursor(end.recordedAt(), end.id()), last);
            }
        }
        long left = kept;
        await(tenant.id(), transaction -> store.finishUndo(transaction, tenant.id(), job.id(), left, now()));
    }

    private List<Standing> lift(Tenant tenant, UUID importId, SearchCursor after, Instant last) {
        return await(tenant.id(), transaction -> entries.next(transaction, tenant.id(), importId, after, last, BATCH)
                .call(batch -> lift(transaction, tenant, importId, batch)));
    }

    private Uni<Void> lift(SqlConnection transaction, Tenant tenant, UUID importId, List<Standing> batch) {
        List<Standing> lifted = batch.stream().filter(entry -> !entry.shared()).toList();
        if (lifted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = now();
        List<UUID> ids = lifted.stream().map(Standing::id).toList();
        List<Buffer> grounds =
                ids.stream().map(id -> grounds(tenant, id, importId)).toList();
        return outbox.append(
                        transaction,
                        lifted.stream()
                                .map(entry -> event(tenant.id(), entry, now))
                                .toList())
                .chain(token -> entries.release(transaction, tenant.id(), ids, grounds, now, token.text()))
                .chain(() -> store.addReleased(transaction, tenant.id(), importId, ids.size(), now));
    }

    private static Buffer grounds(Tenant tenant, UUID entryId, UUID importId) {
        ReleaseGrounds grounds = new ReleaseGrounds("the import that added it was undone", "import " + importId);
        return new EntryCipher(tenant.keys(), entryId).encrypt(Part.RELEASE, EventJson.write(grounds));
    }

    private static OutgoingEvent event(TenantId tenant, Standing entry, Instant now) {
        SuppressionReleased released = new SuppressionReleased(entry.id(), entry.address(), now, null);
        return new OutgoingEvent(UUID.randomUUID(), tenant, released, now, null);
    }

    private <T> T await(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.inTransaction(tenant, work).await().atMost(config.timeout());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
