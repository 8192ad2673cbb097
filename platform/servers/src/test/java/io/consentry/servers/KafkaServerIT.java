package io.consentry.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
    private static final TopicPartition PARTITION = new TopicPartition("consent.events", 0);

    private final Path root;

    KafkaServerIT(@TempDir Path root) {
        this.root = root;
    }

    @AfterEach
    void leaveNothingRunning() {
        Orphans.stop(root, line -> {});
    }

    @Test
    void acknowledgedRecordsSurviveKillOfTheBroker() throws Exception {
        // Given
        KafkaServer killed = KafkaServer.start(root, 0);
        createTopic(killed);
        send(killed, "acknowledged");
        killed.process().kill();
        killed.close();

        // When
        try (KafkaServer server = KafkaServer.start(root, 0)) {

            // Then
            assertThat(readFirst(server)).isEqualTo("acknowledged");
        }
    }

    @Test
    void anOrphanIsStoppedAndNotUsed() {
        // Given
        KafkaServer orphan = KafkaServer.start(root, 0);
        orphan.releaseLock();

        // When
        try (KafkaServer server = KafkaServer.start(root, 0)) {

            // Then
            assertThat(orphan.process().isAlive()).isFalse();
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    private static void createTopic(KafkaServer server) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(KafkaServer server, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static String readFirst(KafkaServer server) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", server.bootstrap()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
                assertThat(values).isNotEmpty();
            });
            return values.get(0);
        }
    }
}
