package io.consentry.consent.check;

import io.consentry.consent.check.CheckAnswer.Result;
import io.consentry.consent.decision.Reason;
import io.consentry.contract.Decision;
import io.consentry.contract.ReasonCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How fast checks are answered, and how. All meters are there from the start: a check looks none up, and nothing in it makes one. */
@Startup
@ApplicationScoped
class CheckMetrics {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Timer duration;
    private final Map<Decision, Counter> decisions = new EnumMap<>(Decision.class);
    private final Map<ReasonCode, Counter> reasons = new EnumMap<>(ReasonCode.class);
    private final Counter notFresh;

    CheckMetrics(MeterRegistry registry) {
        duration = Timer.builder("consentry.check.duration")
                .description("From the request read to its answer, for requests with any number of checks")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        for (Decision decision : Decision.values()) {
            decisions.put(
                    decision,
                    Counter.builder("consentry.check.decisions")
                            .description("Checks decided, also those of streams")
                            .tag("decision", decision.wireName())
                            .register(registry));
        }
        for (ReasonCode reason : ReasonCode.values()) {
            reasons.put(
                    reason,
                    Counter.builder("consentry.check.reasons")
                            .description("Reasons of decisions; one decision may have several")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        notFresh = Counter.builder("consentry.check.not.fresh")
                .description("Requests refused because what was asked for is not known yet")
                .register(registry);
    }

    /** @param began when the request had been read, as {@link System#nanoTime} */
    void answered(long began) {
        duration.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    void decided(Result result) {
        increment(decisions.get(result.decision()));
        for (Reason reason : result.reasons()) {
            increment(reasons.get(reason.code()));
        }
    }

    void notFresh() {
        notFresh.increment();
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
