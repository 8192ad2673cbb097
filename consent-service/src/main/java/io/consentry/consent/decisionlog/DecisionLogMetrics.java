package io.consentry.consent.decisionlog;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** What became of decisions that were to be logged. */
@ApplicationScoped
class DecisionLogMetrics {

    private final DecisionQueue queue;
    private final DecisionPublisher publisher;
    private final MeterRegistry registry;

    DecisionLogMetrics(DecisionQueue queue, DecisionPublisher publisher, MeterRegistry registry) {
        this.queue = queue;
        this.publisher = publisher;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        counter("published", publisher, DecisionPublisher::published);
        counter("failed", publisher, DecisionPublisher::failed);
        counter("dropped", queue, DecisionQueue::dropped);
        Gauge.builder("consentry.decision.log.waiting", queue, DecisionQueue::size)
                .description("Decisions that wait for Kafka")
                .register(registry);
    }

    private <T> void counter(String outcome, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder("consentry.decision.log", source, count)
                .description("Decisions that were to be logged, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
