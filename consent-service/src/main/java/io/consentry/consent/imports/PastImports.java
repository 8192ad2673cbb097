package io.consentry.consent.imports;

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

/** Forgets imports that ended long ago; what is wrong with their lines, and what was recorded of whom, which only an undo needs. */
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
                "consent_import",
                List.of("consent_import_error", "consent_import_event", "consent_import_chunk"),
                clock);
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${consentry.imports.trim-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        Instant now = clock.instant();
        return jobs.trim(now.minus(config.undoWithin()).minus(SLACK));
    }
}
