package io.consentry.kit.backlog;

import io.consentry.contract.Topic;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.problem.Scrubbed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures what waits. Every instance does, also one that neither relays nor consumes: it is when nobody does that somebody must say so.
 * Ages go on growing while the database does not answer, and so does the age of the reading itself.
 */
@ApplicationScoped
class BacklogMetrics {

    private static final Logger LOG = Logger.getLogger(BacklogMetrics.class);
    private static final double MILLIS = 1_000;

    private final Pool worker;
    private final MeterRegistry registry;
    private final MetricsConfig config;
    private final Clock clock;
    private final Instance<EventListener> listeners;
    private volatile Instant readAt;
    private volatile Backlogs read = new Backlogs(0, Optional.empty(), 0, Map.of());
    private @Nullable Cancellable reading;

    BacklogMetrics(
            @ReactiveDataSource("worker") Pool worker,
            MeterRegistry registry,
            MetricsConfig config,
            Clock clock,
            @Any Instance<EventListener> listeners) {
        this.worker = worker;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
        this.listeners = listeners;
        this.readAt = clock.instant();
    }

    void start(@Observes StartupEvent event) {
        readAt = clock.instant();
        gauge("consentry.outbox.events", "events", "Events that wait to be published", Backlogs::waiting);
        gauge(
                "consentry.parked.events",
                "events",
                "Events that could not be applied and were set aside",
                Backlogs::parked);
        age("consentry.outbox.age", "How long the oldest event in the outbox has waited", () -> read.oldest()
                .orElse(null));
        age("consentry.backlog.read.age", "Since the database last said what waits in it", () -> readAt);
        listeners.stream()
                .flatMap(listener -> listener.topics().stream())
                .map(Topic::topicName)
                .forEach(this::topic);
        reading = Multi.createFrom()
                .ticks()
                .every(config.every())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> read())
                .subscribe()
                .with(taken -> LOG.trace("backlog read"));
    }

    void stop(@Observes ShutdownEvent event) {
        if (reading != null) {
            reading.cancel();
        }
    }

    private Uni<Void> read() {
        return Backlogs.read(worker)
                .ifNoItem()
                .after(config.every())
                .fail()
                .invoke(this::take)
                .onFailure()
                .invoke(failure -> LOG.debugf("backlog not read: %s", Scrubbed.summary(failure)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private void take(Backlogs backlogs) {
        read = backlogs;
        readAt = clock.instant();
    }

    private void topic(String topic) {
        Gauge.builder("consentry.consumer.age", this, self -> self.ageOf(topic))
                .description("Since when something on the topic may be missing here; infinite while all of it may be")
                .baseUnit("seconds")
                .tag("topic", topic)
                .register(registry);
    }

    private double ageOf(String topic) {
        return read.freshAsOf()
                .getOrDefault(topic, Optional.empty())
                .map(this::seconds)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<Backlogs> value) {
        Gauge.builder(name, this, self -> value.applyAsDouble(self.read))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void age(String name, String description, Supplier<@Nullable Instant> since) {
        Gauge.builder(name, this, self -> self.seconds(since.get()))
                .description(description)
                .baseUnit("seconds")
                .register(registry);
    }

    private double seconds(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / MILLIS);
    }
}
