package io.consentry.preference.unsubscribe;

import io.consentry.contract.Topic;
import io.consentry.kit.event.CloudEventHeaders;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears the ledger say that it has applied an opt-out. Reads the newest end of its topic only: what was missed is not waited for, since
 * every wait is bounded and the opt-out is durable without it.
 */
@ApplicationScoped
class LedgerConfirmations {

    private static final Logger LOG = Logger.getLogger(LedgerConfirmations.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofMillis(500);

    /** Twice the interval of heartbeats. */
    private static final Duration SILENCE_MAX = Duration.ofMillis(500);

    private static final String LEDGER = Topic.CONSENT_EVENTS.source();
    private static final List<TopicPartition> PARTITIONS = Stream.of(Topic.CONSENT_EVENTS, Topic.HEARTBEATS)
            .flatMap(topic -> IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
            .toList();

    private final String bootstrap;
    private final UnsubscribeConfig config;
    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private volatile long heardNanos = System.nanoTime() - Duration.ofHours(1).toNanos();
    private volatile boolean stopped;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    LedgerConfirmations(
            @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap, UnsubscribeConfig config) {
        this.bootstrap = bootstrap;
        this.config = config;
    }

    /** Begins to listen for the event; call it before the event can be published, and {@link #forget} in any case. */
    CompletableFuture<Void> expect(UUID cause) {
        return waiting.computeIfAbsent(cause, id -> new CompletableFuture<>());
    }

    /**
     * Ends when the ledger has confirmed, or when the wait is over: never fails. A ledger that is heard is waited for until a check would
     * no longer answer without the opt-out; one that is silent is not.
     */
    Uni<Void> await(CompletableFuture<Void> expected) {
        long end = System.nanoTime() + config.confirmationWaitMax().toNanos();
        return await(expected, config.confirmationWait(), end);
    }

    private Uni<Void> await(CompletableFuture<Void> expected, Duration step, long end) {
        // A copy, since a wait that is over cancels what it waited for.
        return Uni.createFrom()
                .completionStage(expected.copy())
                .ifNoItem()
                .after(step)
                .recoverWithUni(() -> System.nanoTime() < end && isLedgerHeard()
                        ? await(expected, POLL, end)
                        : Uni.createFrom().voidItem());
    }

    boolean isLedgerHeard() {
        return System.nanoTime() - heardNanos < SILENCE_MAX.toNanos();
    }

    void forget(UUID cause) {
        waiting.remove(cause);
    }

    int waitingCount() {
        return waiting.size();
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

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        boolean heartbeat = record.topic().equals(Topic.HEARTBEATS.topicName());
        if (!heartbeat || record.key() != null && LEDGER.equals(new String(record.key(), StandardCharsets.UTF_8))) {
            heardNanos = System.nanoTime();
        }
        String cause = waiting.isEmpty() ? null : CloudEventHeaders.get(record.headers(), CloudEventHeaders.CAUSE);
        if (cause == null) {
            return;
        }
        CompletableFuture<Void> expected = waiting.get(parsed(cause));
        if (expected != null) {
            // Not on this thread: what the answer does next must not hold up the confirmations behind it.
            expected.completeAsync(() -> null, Infrastructure.getDefaultExecutor());
        }
    }

    private static UUID parsed(String cause) {
        try {
            return UUID.fromString(cause);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
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
