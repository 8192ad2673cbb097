package io.consentry.kit.inbox;

import io.consentry.kit.leader.Leadership;
import io.consentry.kit.outbox.EventProducer;
import io.consentry.kit.outbox.Topics;
import io.consentry.kit.trace.EventTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;

/** Starts one consumer for each listener of the service, and stops them with it. */
@ApplicationScoped
class InboxConsumers {

    private final String bootstrap;
    private final Leadership leadership;
    private final Pool pool;
    private final InboxConfig config;
    private final Clock clock;
    private final CatchUp catchUp;
    private final Topics topics;
    private final EventProducer producer;
    private final EventTraces traces;
    private final MeterRegistry registry;
    private final Instance<EventListener> listeners;
    private final List<InboxConsumer> consumers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    InboxConsumers(
            @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap,
            Leadership leadership,
            Pool pool,
            InboxConfig config,
            Clock clock,
            @Readiness CatchUp catchUp,
            Topics topics,
            EventProducer producer,
            EventTraces traces,
            MeterRegistry registry,
            @Any Instance<EventListener> listeners) {
        this.bootstrap = bootstrap;
        this.leadership = leadership;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
        this.catchUp = catchUp;
        this.topics = topics;
        this.producer = producer;
        this.traces = traces;
        this.registry = registry;
        this.listeners = listeners;
    }

    void start(@Observes StartupEvent event) {
        for (EventListener listener : listeners) {
            InboxConsumer consumer = new InboxConsumer(
                    bootstrap, leadership, pool, config, clock, catchUp, topics, producer, traces, registry, listener);
            Thread thread = new Thread(consumer, consumer.name());
            consumers.add(consumer);
            threads.add(thread);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        consumers.forEach(InboxConsumer::stop);
        for (Thread thread : threads) {
            thread.join(config.timeout().toMillis());
        }
    }
}
