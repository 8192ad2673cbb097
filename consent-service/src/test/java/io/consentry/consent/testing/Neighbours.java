package io.consentry.consent.testing;

import io.consentry.contract.Topic;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.outbox.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The other two services, as this one hears of them: their events, and their heartbeats. */
public final class Neighbours implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

    public Neighbours(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        heart.scheduleAtFixedRate(this::beat, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        for (String source : new String[] {"preference", "suppression"}) {
            producer.send(new ProducerRecord<>(
                    Topic.HEARTBEATS.topicName(),
                    0,
                    bytes(source),
                    bytes(EventJson.write(new Heartbeat(source, Instant.now())))));
        }
    }

    /** Publishes an event the way their relay does, to partition 0. */
    public UUID publish(Topic topic, String tenant, String key, String type, String position, String data, UUID id) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.topicName(), 0, bytes(tenant + ":" + key), bytes(data));
        Map.of(
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        type,
                        "ce_specversion",
                        "1.0",
                        "ce_source",
                        "/consentry/test",
                        "ce_time",
                        Instant.now().toString(),
                        "ce_tenantid",
                        tenant,
                        "ce_position",
                        position)
                .forEach((name, value) -> record.headers().add(name, bytes(value)));
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        heart.shutdownNow();
        producer.close();
    }
}
