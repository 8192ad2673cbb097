package io.consentry.preference.optin;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets what nobody confirmed: a request in somebody's name that they did not want is none of our business. */
@ApplicationScoped
class OptInJob {

    private final OptInStore store;
    private final Pool worker;
    private final Clock clock;

    OptInJob(OptInStore store, @ReactiveDataSource("worker") Pool worker, Clock clock) {
        this.store = store;
        this.worker = worker;
        this.clock = clock;
    }

    @Scheduled(every = "${consentry.opt-in.forget-every:1h}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return store.forget(worker, clock.instant());
    }
}
