package io.consentry.kit.leader;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.pgclient.PgConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A job that one instance of the service does all the time; the gauge {@code consentry.leader} is 1 where that is. */
public final class StandingJob {

    private final Leadership leadership;
    private final long lock;
    private final AtomicInteger leads = new AtomicInteger();

    /**
     * @param name of the job, as its gauge calls the role
     * @param lock the number of the lock
     */
    public StandingJob(Leadership leadership, MeterRegistry registry, String name, long lock) {
        this.leadership = leadership;
        this.lock = lock;
        Gauge.builder("consentry.leader", leads, AtomicInteger::doubleValue)
                .description("1 where the job is done, 0 where an instance waits to take over")
                .tag("role", name)
                .register(registry);
    }

    /** As {@link Leadership#lead}. */
    public boolean lead(Duration timeout, Consumer<PgConnection> work) {
        return leadership.lead(lock, timeout, session -> {
            leads.set(1);
            try {
                work.accept(session);
            } finally {
                leads.set(0);
            }
        });
    }
}
