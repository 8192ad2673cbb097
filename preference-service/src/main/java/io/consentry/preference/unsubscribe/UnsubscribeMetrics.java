package io.consentry.preference.unsubscribe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How opt-outs are acknowledged. */
@Startup
@ApplicationScoped
class UnsubscribeMetrics {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final Timer byLink;
    private final Counter failed;
    private final Counter applied;
    private final Counter unconfirmed;

    UnsubscribeMetrics(MeterRegistry registry) {
        byLink = Timer.builder("consentry.unsubscribe.duration")
                .description("From an opt-out by link or its page to its acknowledgement")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        failed = Counter.builder("consentry.unsubscribe.failures")
                .description("Opt-outs by link that were not durable, and not acknowledged")
                .register(registry);
        applied = acknowledged(registry, "applied");
        unconfirmed = acknowledged(registry, "unconfirmed");
    }

    private static Counter acknowledged(MeterRegistry registry, String ledger) {
        return Counter.builder("consentry.unsubscribe.acknowledged")
                .description(
                        "What people did that is durable, by whether the ledger said in time that it has applied it")
                .tag("ledger", ledger)
                .register(registry);
    }

    void acknowledged(Duration duration) {
        byLink.record(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    void failed() {
        failed.increment();
    }

    void applied() {
        applied.increment();
    }

    void unconfirmed() {
        unconfirmed.increment();
    }
}
