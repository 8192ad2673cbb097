package io.consentry.preference.unsubscribe;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.Topic;
import io.consentry.kit.inbox.Applied;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.Scrubbed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears the ledger say how far it has applied what people did here. Reads the newest end of its topic only: what was missed is not
 * waited for, since every wait is bounded and the opt-out is durable without it.
 */
@ApplicationScoped
class LedgerConfirmations {

    private static final Logger LOG = Logger.getLogger(LedgerConfirmations.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofMillis(500);
    /** The ledger's word mostly comes within this, and then nobody need look how long it may be waited for. */
    private static final Duration QUICK = Duration.ofMillis(300);

    private static final String OWN = Topic.PREFERENCE_EVENTS.source();
    private static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition(Topic.APPLIED.topicName(), 0));

    private final String bootstrap;
    private final UnsubscribeMetrics metrics;
    private final UnsubscribeConfig config;
    private final LedgerLease lease;
    private final List<PartitionWait> waits = Stream.generate(PartitionWait::new)
            .limit(Topic.PREFERENCE_EVENTS.partitions())
            .toList();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    LedgerConfirmations(
            @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap,
            UnsubscribeMetrics metrics,
            UnsubscribeConfig config,
            LedgerLease lease) {
        this.bootstrap = bootstrap;
        this.metrics = metrics;
        this.config = config;
        this.lease = lease;
    }

    /**
     * Ends when the ledger has applied a write of this service that is committed, or else when a check would no longer answer without it:
     * never fails. It does not end sooner because the ledger is silent: it may be checks that are answered while only its word is late.
     */
    Uni<Void> await(ConsistencyToken write) {
        PartitionWait own = waits.get(write.partition());
        Uni<Void> word = Uni.createFrom()
                .<Void>emitter(emitter -> own.await(write.position(), emitter))
                .invoke(metrics::applied);
        return Uni.combine()
                .any()
                .of(word, leaseEnds())
                .ifNoItem()
                .after(config.confirmationWait())
                .recoverWithUni(this::unconfirmed)
                .onTermination()
                .invoke(() -> own.forget(write.position()))
                // Not on the thread that hears: what the answer does next must not hold up the words behind it.
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    /** Never, when the database does not say. */
    private Uni<Void> leaseEnds() {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(QUICK)
                .chain(lease::remaining)
                .chain(rest -> rest.isZero()
                        ? unconfirmed()
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(rest)
                                .chain(this::unconfirmed))
                .onFailure()
                .recoverWithUni(Uni.createFrom().nothing());
    }

    private Uni<Void> unconfirmed() {
        metrics.unconfirmed();
        LOG.info("an opt-out is durable, but the ledger did not say in time that it has applied it");
        return Uni.createFrom().voidItem();
    }

    int waitingCount() {
        return waits.stream().mapToInt(PartitionWait::size).sum();
    }

    boolean isListening() {
        return positioned.getCount() == 0;
    }

    /** Last of all observers: the topic it waits for may be created by another one. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) throws InterruptedException {
        thread = new Thread(this::run, "ledger-confirmations");
        thread.start();
        if (!positioned.await(config.startWait().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Kafka is not reachable yet: opt-outs are taken, and answered after the full wait");
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            KafkaConsumer<byte[], byte[]> reading = consumer;
            if (reading != null) {
                reading.wakeup();
            }
            thread.join(config.startWait().toMillis());
        }
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<byte[], byte[]> fresh = newConsumer()) {
                consumer = fresh;
                tail(fresh);
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.warnf("not hearing the ledger, will retry: %s", Scrubbed.summary(e));
                    pause();
                }
            }
        }
    }

    private void tail(KafkaConsumer<byte[], byte[]> fresh) {
        fresh.assign(PARTITIONS);
        fresh.seekToEnd(PARTITIONS);
        PARTITIONS.forEach(fresh::position);
        positioned.countDown();
        while (!stopped) {
            fresh.poll(POLL).forEach(this::hear);
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> said) {
        Applied applied = EventJson.read(new String(said.value(), StandardCharsets.UTF_8), Applied.class);
        for (ConsistencyToken place : applied.upTo()) {
            if (place.source().equals(OWN) && place.partition() < waits.size()) {
                waits.get(place.partition()).advance(place.position());
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "latest",
                        "fetch.max.wait.ms",
                        100,
                        "default.api.timeout.ms",
                        5_000,
                        "request.timeout.ms",
                        4_000,
                        "reconnect.backoff.max.ms",
                        500,
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
