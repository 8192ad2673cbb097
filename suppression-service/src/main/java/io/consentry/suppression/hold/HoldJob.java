package io.consentry.suppression.hold;

import io.consentry.contract.TenantId;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.Scrubbed;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Minimises the entries of all tenants whose hold has ended, in small transactions; one instance at a time. */
@ApplicationScoped
class HoldJob {

    private static final Logger LOG = Logger.getLogger(HoldJob.class);

    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final HoldStore store;
    private final Outbox outbox;
    private final HoldMetrics metrics;
    private final HoldConfig config;
    private final Clock clock;

    HoldJob(
            TenantDirectory tenants,
            TenantDatabase database,
            HoldStore store,
            Outbox outbox,
            HoldMetrics metrics,
            HoldConfig config,
            Clock clock) {
        this.tenants = tenants;
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${consentry.hold.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> runRegularly() {
        return run().replaceWithVoid();
    }

    /** Runs now. */
    Uni<HoldRun> run() {
        return tenants.ids()
                .chain(ids -> minimiseAll(ids).map(minimised -> new HoldRun(ids.size(), minimised)))
                .onFailure()
                .invoke(metrics::failed);
    }

    private Uni<Integer> minimiseAll(List<TenantId> ids) {
        AtomicBoolean complete = new AtomicBoolean(true);
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(tenant -> minimiseTenant(tenant, complete))
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .invoke(minimised -> {
                    if (complete.get()) {
                        metrics.succeeded();
                    }
                });
    }

    private Uni<Integer> minimiseTenant(TenantId tenant, AtomicBoolean complete) {
        return Multi.createBy()
                .repeating()
                .uni(() -> minimiseBatch(tenant))
                .whilst(minimised -> minimised == config.batchSize())
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .onFailure()
                .invoke(failure -> {
                    LOG.errorf("holds of tenant %s: %s", tenant, Scrubbed.summary(failure));
                    complete.set(false);
                    metrics.failed();
                })
                .onFailure()
                .recoverWithItem(0);
    }

    private Uni<Integer> minimiseBatch(TenantId tenant) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(tenant, transaction -> store.lock(transaction)
                        .chain(() -> store.minimise(transaction, tenant, now, config.batchSize()))
                        .call(minimised -> publish(transaction, tenant, now, minimised))
                        .map(List::size))
                .invoke(metrics::minimised);
    }

    private Uni<?> publish(
            SqlConnection transaction, TenantId tenant, Instant now, List<SuppressionMinimised> minimised) {
        if (minimised.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return outbox.append(
                transaction,
                minimised.stream()
                        .map(event -> new OutgoingEvent(UUID.randomUUID(), tenant, event, now, null))
                        .toList());
    }
}
