package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.consentry.kit.leader.Leadership;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Works on the imports of all tenants, in turns; one instance at a time. */
@ApplicationScoped
class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    static final long LOCK = 0x696d706f7274L;
    private static final int OPEN_MAX = 100;

    private final Leadership leadership;
    private final Pool workerPool;
    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final ImportStore store;
    private final ImportRunner runner;
    private final ImportUndo undo;
    private final ImportConfig config;
    private final Clock clock;

    ImportWorker(
            Leadership leadership,
            @ReactiveDataSource("worker") Pool workerPool,
            TenantDirectory tenants,
            TenantDatabase database,
            ImportStore store,
            ImportRunner runner,
            ImportUndo undo,
            ImportConfig config,
            Clock clock) {
        this.leadership = leadership;
        this.workerPool = workerPool;
        this.tenants = tenants;
        this.database = database;
        this.store = store;
        this.runner = runner;
        this.undo = undo;
        this.config = config;
        this.clock = clock;
    }

    /** An import with something to do. */
    private record Open(TenantId tenant, UUID id) {}

    @Scheduled(every = "${consentry.transfer.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        if (!open().isEmpty()) {
            leadership.lead(LOCK, config.timeout(), session -> workOff());
        }
    }

    /** Until nothing is open but what fails; that is tried again the next time. */
    private void workOff() {
        Set<Open> failed = new HashSet<>();
        List<Open> open = open();
        while (!open.isEmpty()) {
            open.stream().filter(one -> !work(one)).forEach(failed::add);
            open = open().stream().filter(one -> !failed.contains(one)).toList();
        }
    }

    private List<Open> open() {
        Instant abandonedBefore = clock.instant().minus(config.abandonedAfter());
        return workerPool
                .preparedQuery("""
                        select tenant_id, id from suppression_import
                         where state in ('waiting', 'running', 'undoing') or state = 'receiving' and updated_at < $1
                         order by created_at limit $2""")
                .execute(Tuple.of(abandonedBefore.atOffset(ZoneOffset.UTC), OPEN_MAX))
                .map(rows -> {
                    List<Open> open = new ArrayList<>();
                    rows.forEach(row -> open.add(new Open(new TenantId(row.getString(0)), row.getUUID(1))));
                    return open;
                })
                .await()
                .atMost(config.timeout());
    }

    /** Whether it went well. */
    private boolean work(Open open) {
        try {
            Tenant tenant = tenants.get(open.tenant()).await().atMost(config.timeout());
            await(open.tenant(), transaction -> store.findForUpdate(transaction, open.tenant(), open.id()))
                    .ifPresent(job -> work(tenant, job));
            return true;
        } catch (RuntimeException failure) {
            LOG.errorf("import %s of tenant %s: %s", open.id(), open.tenant(), Scrubbed.summary(failure));
            countFailure(open);
            return false;
        }
    }

    private void work(Tenant tenant, ImportJob job) {
        switch (job.state()) {
            case WAITING, RUNNING -> runner.turn(tenant, job);
            case UNDOING -> undo.run(tenant, job);
            case RECEIVING -> await(tenant.id(), transaction -> store.discard(transaction, tenant.id(), job.id()));
            case DONE, FAILED, UNDONE -> LOG.debugf("import %s has ended meanwhile", job.id());
        }
    }

    private void countFailure(Open open) {
        try {
            await(open.tenant(), transaction -> store.countAttempt(transaction, open.tenant(), open.id())
                    .chain(() -> store.findForUpdate(transaction, open.tenant(), open.id()))
                    .chain(found -> found.filter(this::isHopeless).isPresent()
                            ? store.stop(transaction, open.tenant(), open.id(), ImportState.FAILED, clock.instant())
                            : Uni.createFrom().voidItem()));
        } catch (RuntimeException failure) {
            LOG.errorf("import %s of tenant %s: %s", open.id(), open.tenant(), Scrubbed.summary(failure));
        }
    }

    private boolean isHopeless(ImportJob job) {
        return job.isRunnable() && job.attempts() >= config.attemptsMax();
    }

    private <T> T await(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.inTransaction(tenant, work).await().atMost(config.timeout());
    }
}
