package io.consentry.kit.outbox;

import io.consentry.contract.Topic;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.leader.Leadership;
import io.consentry.kit.leader.StandingJob;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.trace.EventTraces;
import io.consentry.kit.trace.Publishing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in the order in which the transactions committed, at least once.
 *
 * <p>One instance of a service does it at a time (advisory lock). Rows of transactions that might still overtake others are left
 * for the next round, so nothing is ever skipped. What Kafka has acknowledged is deleted.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOCK = 0x6f7574626f78L;

    private final StandingJob job;
    private final String source;
    private final RelayConfig config;
    private final Clock clock;
    private final EventProducer producer;
    private final Topics topics;
    private final Instance<HeartbeatWitness> witnesses;
    private final EventTraces traces;
    private final Counter published;
    private final Semaphore wake = new Semaphore(0);
    private @Nullable Pulse pulse;
    private boolean pulseSent;
    private long lastAliveNanos = System.nanoTime() - Duration.ofHours(1).toNanos();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Relay(
            Leadership leadership,
            @ConfigProperty(name = "consentry.source") String source,
            RelayConfig config,
            Clock clock,
            EventProducer producer,
            Topics topics,
            @Any Instance<HeartbeatWitness> witnesses,
            EventTraces traces,
            MeterRegistry registry) {
        this.job = new StandingJob(leadership, registry, "relay", LOCK);
        this.source = source;
        this.config = config;
        this.clock = clock;
        this.producer = producer;
        this.topics = topics;
        this.witnesses = witnesses;
        this.traces = traces;
        this.published = Counter.builder("consentry.relay.published")
                .description("Events that Kafka has")
                .baseUnit("events")
                .register(registry);
    }

    private record Pulse(Instant asOf, long nanos) {}

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "outbox-relay");
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake.release();
        if (thread != null) {
            thread.join(config.timeout().toMillis());
        }
    }

    private void run() {
        while (!stopped) {
            try {
                job.lead(config.timeout(), this::work);
            } catch (RuntimeException | Error e) {
                if (!stopped) {
                    LOG.warnf("relay interrupted, will retry: %s", Scrubbed.summary(e));
                }
            }
            sleep(config.retry().toMillis());
        }
    }

    private void work(PgConnection session) {
        session.notificationHandler(notification -> wake.release());
        await(session.query("listen outbox").execute());
        topics.create();
        Housekeeping housekeeping = new Housekeeping(config, clock);
        while (!stopped) {
            publishOnce(session);
            await(housekeeping.runWhenDue(session));
        }
    }

    private void publishOnce(SqlConnection session) {
        wake.drainPermits();
        Instant asOf = witnessedPulse(session).asOf();
        Backlog backlog = Backlog.read(session, config.batchSize()).await().atMost(config.timeout());
        if (!backlog.rows().isEmpty()) {
            publish(backlog.rows());
            pulseSent = true;
            delete(session, backlog.rows());
            published.increment(backlog.rows().size());
        }
        if (backlog.isWhole()) {
            sayAlive(asOf);
        }
        if (backlog.rows().isEmpty()) {
            sleep(backlog.isWhole() ? config.poll().toMillis() : 1);
        }
    }

    /**
     * What the next heartbeat will say. Kept for a moment, since a round may end without one: not each is worth a write. And kept while
     * nothing can be sent: a witness must see that there are no new ones.
     */
    private Pulse witnessedPulse(SqlConnection session) {
        Pulse known = pulse;
        if (known != null
                && (!pulseSent
                        || System.nanoTime() - known.nanos() < config.poll().toNanos() / 2)) {
            return known;
        }
        Pulse fresh = new Pulse(clock.instant(), System.nanoTime());
        witnesses.forEach(witness -> await(witness.beforeHeartbeat(session)));
        pulse = fresh;
        pulseSent = false;
        return fresh;
    }

    private void publish(List<OutboxRow> rows) {
        Publishing publishing = traces.publishing();
        try {
            producer.sendAll(rows.stream()
                    .map(row -> row.toRecord(source, publishing.begin(row.trace(), row.topic())))
                    .toList());
        } catch (PublishFailedException e) {
            publishing.end(e);
            throw e;
        }
        publishing.end(null);
    }

    /** Said under load, too, or steady traffic would look like silence; but no oftener than anybody needs it. */
    private void sayAlive(Instant asOf) {
        long now = System.nanoTime();
        if (now - lastAliveNanos < config.poll().toNanos() / 2) {
            return;
        }
        producer.send(Topic.HEARTBEATS, source, EventJson.write(new Heartbeat(source, asOf)));
        lastAliveNanos = now;
        pulseSent = true;
    }

    private void delete(SqlConnection session, List<OutboxRow> published) {
        Long[] ids = published.stream().map(row -> row.position().sequence()).toArray(Long[]::new);
        await(session.preparedQuery("delete from outbox where id = any($1)").execute(Tuple.of(ids)));
    }

    private void sleep(long millis) {
        try {
            boolean woken = wake.tryAcquire(millis, TimeUnit.MILLISECONDS);
            LOG.tracef("woken: %s", woken);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private <T> T await(Uni<T> work) {
        return work.await().atMost(config.timeout());
    }
}
