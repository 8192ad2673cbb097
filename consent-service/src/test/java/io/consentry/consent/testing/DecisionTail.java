package io.consentry.consent.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.contract.Topic;
import io.consentry.kit.event.CloudEventHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The log of decisions from now on, as a tenant would read it. */
public final class DecisionTail implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Logged> read = new ArrayList<>();

    /** A record: its tenant, its key, its type, its data. */
    public record Logged(String tenant, String key, String type, JsonNode data) {}

    public DecisionTail(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", "tail-" + UUID.randomUUID()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topic.DECISIONS.partitions())
                .mapToObj(partition -> new TopicPartition(Topic.DECISIONS.topicName(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** All that has come of a tenant so far. */
    public List<Logged> of(String tenant) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> read.add(logged(record)));
        return read.stream().filter(one -> one.tenant().equals(tenant)).toList();
    }

    private static Logged logged(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Logged(
                    String.valueOf(CloudEventHeaders.get(record.headers(), CloudEventHeaders.TENANT)),
                    new String(record.key(), StandardCharsets.UTF_8),
                    String.valueOf(CloudEventHeaders.get(record.headers(), CloudEventHeaders.TYPE)),
                    JSON.readTree(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
