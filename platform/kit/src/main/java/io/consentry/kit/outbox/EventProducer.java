package io.consentry.kit.outbox;

import io.consentry.contract.Topic;
import io.consentry.kit.problem.Scrubbed;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends records and returns when all in-sync replicas have them; idempotent, so a retry neither doubles nor reorders. */
@ApplicationScoped
public class EventProducer {

    private static final Logger LOG = Logger.getLogger(EventProducer.class);

    private final RelayConfig config;
    private final KafkaProducer<byte[], byte[]> producer;

    EventProducer(RelayConfig config, @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap) {
        this.config = config;
        Map<String, Object> kafka = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "reconnect.backoff.max.ms",
                500,
                "delivery.timeout.ms",
                (int) config.timeout().toMillis(),
                "request.timeout.ms",
                (int) config.timeout().toMillis() / 2,
                "max.block.ms",
                config.timeout().toMillis());
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends one record to partition 0. */
    void send(Topic topic, String key, String value) {
        sendAll(List.of(new ProducerRecord<>(
                topic.topicName(), 0, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8))));
    }

    /** Sends one record to partition 0 of a topic that may lose one, and does not wait for it. */
    public void sendSoon(Topic topic, String value) {
        producer.send(
                new ProducerRecord<>(topic.topicName(), 0, null, value.getBytes(StandardCharsets.UTF_8)),
                (sent, failure) -> {
                    if (failure != null) {
                        LOG.debugf("%s: not sent: %s", topic.topicName(), Scrubbed.summary(failure));
                    }
                });
    }

    /** Sends all in this order, and waits until all are acknowledged; fails when one is not. */
    void sendAll(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<?>> sent = new ArrayList<>(records.size());
        records.forEach(record -> sent.add(producer.send(record)));
        try {
            for (Future<?> one : sent) {
                one.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new PublishFailedException(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(config.timeout());
    }
}
