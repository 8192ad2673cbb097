package io.consentry.suppression.transfer;

import io.consentry.kit.retention.PastJobs;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Forgets imports that ended long ago; first what is wrong with their lines, then the imports. */
@ApplicationScoped
class PastImports {

    /** Who undoes an import at the last moment, by a clock that is behind, must find all of it. */
    private static final Duration SLACK = Duration.ofDays(1);

    private final PastJobs jobs;
    private final ImportConfig config;
    private final Clock clock;

    PastImports(
            @ReactiveDataSource("worker") Pool workerPool, TenantDatabase database, ImportConfig config, Clock clock) {
        this.jobs = new PastJobs(
                workerPool,
                database,
                "suppression_import",
                List.of("suppression_import_error", "suppression_import_preview", "suppression_import_chunk"),
                clock);
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${consentry.transfer.trim-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        Instant now = clock.instant();
        return jobs.trim(now.minus(config.undoWithin()).minus(SLACK))
                .chain(() -> jobs.forget(now.minus(config.keptFor())));
    }
}
