package io.consentry.consent.testing;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.Topic;
import io.consentry.kit.inbox.Applied;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.outbox.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
        return publish(topic, tenant, key, type, position, data, id, Map.of());
    }

    /** The same with more headers. */
    public UUID publish(
            Topic topic,
            String tenant,
            String key,
            String type,
            String position,
            String data,
            UUID id,
            Map<String, String> more) {
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
        more.forEach((name, value) -> record.headers().add(name, bytes(value)));
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    /** What the service under test says from now on of how far it has applied preference-service's partition 0. */
    public Words listen(String bootstrap) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(Topic.APPLIED.topicName(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        return new Words(consumer);
    }

    /** The words of an inbox, in their order. */
    public record Words(KafkaConsumer<byte[], byte[]> consumer) implements AutoCloseable {

        /** Whether the next words, as far as they have come, say that a place is applied. */
        public boolean sayApplied(OutboxPosition place) {
            return StreamSupport.stream(consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                    .map(said -> EventJson.read(new String(said.value(), StandardCharsets.UTF_8), Applied.class))
                    .flatMap(applied -> applied.upTo().stream())
                    .anyMatch(token -> token.source().equals(Topic.PREFERENCE_EVENTS.source())
                            && token.partition() == 0
                            && token.position().compareTo(place) >= 0);
        }

        @Override
        public void close() {
            consumer.close();
        }
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
