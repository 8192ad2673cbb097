package io.consentry.consent.expiry;

import io.consentry.consent.ledger.ExpiryRecorder;
import io.consentry.consent.ledger.ExpiryRecorder.Swept;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Records the ends of all tenants' consents, in small transactions; one instance at a time. An interrupted transaction leaves nothing, and the
 * next one finds the same consents.
 */
@ApplicationScoped
class ExpiryJob {

    private static final Logger LOG = Logger.getLogger(ExpiryJob.class);

    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final ExpiryRecorder recorder;
    private final ExpiryConfig config;

    ExpiryJob(TenantDirectory tenants, TenantDatabase database, ExpiryRecorder recorder, ExpiryConfig config) {
        this.tenants = tenants;
        this.database = database;
        this.recorder = recorder;
        this.config = config;
    }

    @Scheduled(every = "${consentry.expiry.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> runRegularly() {
        return run().replaceWithVoid();
    }

    /** Runs now. */
    Uni<ExpiryRun> run() {
        return tenants.ids().chain(ids -> sweepAll(ids).map(expired -> new ExpiryRun(ids.size(), expired)));
    }

    private Uni<Integer> sweepAll(List<TenantId> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(this::sweepTenant)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    private Uni<Integer> sweepTenant(TenantId id) {
        return tenants.get(id)
                .chain(this::sweep)
                .onFailure()
                .invoke(failure -> LOG.errorf("ends of consents of tenant %s: %s", id, Scrubbed.summary(failure)))
                .onFailure()
                .recoverWithItem(0);
    }

    private Uni<Integer> sweep(Tenant tenant) {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.inTransaction(
                        tenant.id(), transaction -> recorder.sweep(transaction, tenant, config.batchSize())))
                .whilst(swept -> swept.looked() == config.batchSize() && swept.settled() > 0)
                .collect()
                .with(Collectors.summingInt(Swept::expired));
    }
}
