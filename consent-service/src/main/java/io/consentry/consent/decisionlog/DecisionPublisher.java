package io.consentry.consent.decisionlog;

import io.consentry.consent.decisionlog.DecisionQueue.Noted;
import io.consentry.contract.Topic;
import io.consentry.kit.event.CloudEventHeaders;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.Scrubbed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes decisions out of the queue and sends them to the topic, on a thread and with a producer of its own: no check and no relay waits
 * for it. What Kafka does not take is counted and not tried for ever.
 */
@ApplicationScoped
class DecisionPublisher {

    private static final Logger LOG = Logger.getLogger(DecisionPublisher.class);
    private static final long POLL_MILLIS = 200;
    private static final Duration END_MAX = Duration.ofSeconds(2);

    private final DecisionQueue queue;
    private final String bootstrap;
    private final String source;
    private final LongAdder published = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    DecisionPublisher(
            DecisionQueue queue,
            @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap,
            @ConfigProperty(name = "consentry.source") String source) {
        this.queue = queue;
        this.bootstrap = bootstrap;
        this.source = source;
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "decision-log");
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.join(END_MAX.multipliedBy(2).toMillis());
        }
    }

    /** Decisions that Kafka has. */
    long published() {
        return published.sum();
    }

    /** Decisions that Kafka did not take. */
    long failed() {
        return failed.sum();
    }

    private void run() {
        try (Closing producer = new Closing()) {
            while (!stopped) {
                publish(producer, queue.take(POLL_MILLIS));
            }
            publish(producer, queue.take(0));
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void publish(Closing producer, List<Noted> batch) {
        for (Noted noted : batch) {
            try {
                producer.get().send(record(noted), (sent, failure) -> count(failure));
            } catch (RuntimeException e) {
                count(e);
            }
        }
    }

    private void count(@Nullable Exception failure) {
        if (failure == null) {
            published.increment();
            return;
        }
        if (failed.sum() == 0) {
            LOG.warnf("decisions are not logged, more of them than this: %s", Scrubbed.summary(failure));
        }
        failed.increment();
    }

    private ProducerRecord<byte[], byte[]> record(Noted noted) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topic.DECISIONS.topicName(),
                bytes(noted.tenant().value() + ":" + noted.decision().orderingKey()),
                bytes(EventJson.write(noted.decision())));
        Headers headers = record.headers();
        CloudEventHeaders.add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        CloudEventHeaders.add(headers, CloudEventHeaders.ID, UUID.randomUUID().toString());
        CloudEventHeaders.add(headers, CloudEventHeaders.SOURCE, "/consentry/" + source);
        CloudEventHeaders.add(headers, CloudEventHeaders.TYPE, noted.decision().wireName());
        CloudEventHeaders.add(
                headers, CloudEventHeaders.TIME, noted.decision().decidedAt().toString());
        CloudEventHeaders.add(headers, CloudEventHeaders.TENANT, noted.tenant().value());
        CloudEventHeaders.add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The producer, made when the first decision is to be logged. */
    private final class Closing implements AutoCloseable {

        private @Nullable Producer<byte[], byte[]> made;

        Producer<byte[], byte[]> get() {
            Producer<byte[], byte[]> producer = made;
            if (producer == null) {
                producer = new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrap,
                                "acks",
                                "1",
                                "enable.idempotence",
                                false,
                                "linger.ms",
                                50,
                                "batch.size",
                                128 * 1024,
                                "buffer.memory",
                                8L * 1024 * 1024,
                                "max.block.ms",
                                5_000,
                                "delivery.timeout.ms",
                                30_000,
                                "request.timeout.ms",
                                10_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                made = producer;
            }
            return producer;
        }

        @Override
        public void close() {
            if (made != null) {
                made.close(END_MAX);
            }
        }
    }
}
