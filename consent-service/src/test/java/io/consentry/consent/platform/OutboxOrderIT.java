package io.consentry.consent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/**
 * An event with a smaller number may be committed after a larger one was read. A relay that only remembers the last number would skip
 * it for ever; ours waits for it.
 */
@QuarkusTest
class OutboxOrderIT extends WithServers {

    private final TopicPartition partition = new TopicPartition("consent.events", 3);

    @Test
    void anEventThatCommitsLateIsNeitherSkippedNorOvertaken() throws Exception {
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        UUID last = UUID.randomUUID();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                ServiceDatabase slow = ServiceDatabase.asService(acme.tenant());
                ServiceDatabase quick = ServiceDatabase.asService(acme.tenant())) {
            // Given
            slow.connection().setAutoCommit(false);
            slow.run(insert(early));
            quick.run(insert(late));
            List<UUID> seen = new ArrayList<>();
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(3)).until(() -> poll(consumer, seen)
                    .isEmpty());

            // When
            slow.connection().commit();
            quick.run(insert(last));

            // Then
            await().untilAsserted(() -> assertThat(poll(consumer, seen)).containsExactly(early, late, last));
        }
    }

    @Test
    void aTransactionOfAnotherDatabaseHoldsNothingUp() throws Exception {
        UUID event = UUID.randomUUID();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                ServiceDatabase other = ServiceDatabase.another();
                ServiceDatabase own = ServiceDatabase.asService(acme.tenant())) {
            other.connection().setAutoCommit(false);
            other.connection().createStatement().execute("select pg_current_xact_id()");

            own.run(insert(event));

            List<UUID> seen = new ArrayList<>();
            await().untilAsserted(() -> assertThat(poll(consumer, seen)).containsExactly(event));
        }
    }

    private String insert(UUID id) {
        return "insert into outbox (tenant_id, event_id, topic, partition, record_key, type, payload, time) values ('"
                + acme.tenant() + "', '" + id + "', 'consent.events', 3, '" + acme.tenant()
                + ":k', 'io.consentry.test', '{}', now())";
    }

    private List<UUID> poll(KafkaConsumer<byte[], byte[]> consumer, List<UUID> seen) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
            if (new String(record.key(), StandardCharsets.UTF_8).equals(acme.tenant() + ":k")) {
                seen.add(UUID.fromString(
                        new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
            }
        });
        return seen;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", setting("consentry.kafka.bootstrap")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        assertThat(consumer.position(partition)).isNotNegative();
        return consumer;
    }
}
