package io.consentry.consent.imports;

import io.consentry.consent.imports.ImportStore.OpenImport;
import io.consentry.consent.notice.NoticeDirectory;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Goes on with imports, oldest first, one instance at a time. Each step is one transaction that records a chunk together with how far the
 * import is: after whatever interruption the next step begins where the last one that was committed ended, and nothing is recorded twice.
 */
@ApplicationScoped
class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    private final ImportStore store;
    private final ImportSteps steps;
    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final PurposeCatalogue purposes;
    private final NoticeDirectory notices;
    private final ImportConfig config;
    private final Clock clock;

    ImportWorker(
            ImportStore store,
            ImportSteps steps,
            TenantDirectory tenants,
            TenantDatabase database,
            PurposeCatalogue purposes,
            NoticeDirectory notices,
            ImportConfig config,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.tenants = tenants;
        this.database = database;
        this.purposes = purposes;
        this.notices = notices;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${consentry.imports.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return store.open()
                .chain(open -> Multi.createFrom()
                        .iterable(open)
                        .onItem()
                        .transformToUniAndConcatenate(this::goOn)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Boolean> goOn(OpenImport open) {
        Uni<Boolean> work = open.state() == ImportState.RECEIVING ? dropAbandoned(open) : finish(open);
        return work.onFailure()
                .invoke(failure -> LOG.errorf("import %s: %s", open.id(), Scrubbed.summary(failure)))
                .onFailure()
                .recoverWithUni(() -> noteAttempt(open));
    }

    private Uni<Boolean> dropAbandoned(OpenImport open) {
        if (open.updatedAt().plus(config.abandonedAfter()).isAfter(clock.instant())) {
            return Uni.createFrom().item(false);
        }
        return database.inTransaction(open.tenant(), transaction -> store.drop(transaction, open.tenant(), open.id()))
                .replaceWith(false);
    }

    private Uni<Boolean> finish(OpenImport open) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(open.tenant(), open.id()))
                .whilst(more -> more)
                .collect()
                .last();
    }

    /** One transaction; whether there is more to do. */
    Uni<Boolean> step(TenantId tenantId, UUID id) {
        return tenants.get(tenantId)
                .chain(tenant -> purposes.of(tenantId)
                        .chain(catalogue -> database.inTransaction(tenantId, transaction -> store.tryLead(transaction)
                                .chain(leads -> leads
                                        ? step(transaction, tenant, catalogue, id)
                                        : Uni.createFrom().item(false)))))
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }

    private Uni<Boolean> step(SqlConnection transaction, Tenant tenant, Map<PurposeKey, Purpose> catalogue, UUID id) {
        return store.lock(transaction, tenant, id).chain(found -> found.filter(ImportJob::isRunnable)
                .map(job -> notices.read(transaction, tenant.id())
                        .chain(published -> steps.record(transaction, tenant, catalogue, published, job)))
                .or(() -> found.filter(job -> job.state() == ImportState.UNDOING)
                        .map(job -> steps.undo(transaction, tenant, catalogue, job)))
                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> noteAttempt(OpenImport open) {
        Instant now = clock.instant();
        return tenants.get(open.tenant())
                .chain(tenant ->
                        database.inTransaction(open.tenant(), transaction -> store.lock(transaction, tenant, open.id())
                                .chain(found -> found.map(job -> store.save(
                                                transaction, open.tenant(), job.attempted(config.attemptsMax(), now)))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))))
                .replaceWith(false)
                .onFailure()
                .recoverWithItem(false);
    }
}
