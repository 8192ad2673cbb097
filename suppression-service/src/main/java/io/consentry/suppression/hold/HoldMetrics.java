package io.consentry.suppression.hold;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the hold job does. */
@Startup
@ApplicationScoped
class HoldMetrics {

    private final Clock clock;
    private final AtomicLong lastSuccess = new AtomicLong();
    private final Counter minimised;
    private final Counter failures;

    HoldMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        TimeGauge.builder("consentry.hold.last.success.timestamp", lastSuccess::get, TimeUnit.MILLISECONDS)
                .description("When a run last looked at every tenant, since 1970; 0 until one has")
                .register(registry);
        minimised = Counter.builder("consentry.hold.minimised")
                .description("Entries whose hold had ended")
                .baseUnit("entries")
                .register(registry);
        failures = Counter.builder("consentry.hold.failures")
                .description("Tenants whose holds could not be looked at, or whole runs")
                .register(registry);
    }

    void succeeded() {
        lastSuccess.set(clock.millis());
    }

    void minimised(int entries) {
        minimised.increment(entries);
    }

    void failed() {
        failures.increment();
    }
}
