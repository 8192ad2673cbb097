package io.consentry.e2e;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that the running platform keeps, as text: every row of every table, every record of every topic. */
final class WrittenTexts {

    private static final List<String> DATABASES = List.of("consent", "preference", "suppression", "keycloak");

    private final Platform platform;

    WrittenTexts(Platform platform) {
        this.platform = platform;
    }

    /** Reads all; the number of texts. */
    long forEach(Consumer<String> reader) throws SQLException {
        long count = 0;
        for (String database : DATABASES) {
            count += rows(database, reader);
        }
        return count + records(reader);
    }

    private long rows(String database, Consumer<String> reader) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + platform.port("postgres") + "/" + database;
        long count = 0;
        try (Connection connection = DriverManager.getConnection(url, "postgres", platform.superuserPassword());
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("select r::text from " + table + " r")) {
                    for (; rows.next(); count++) {
                        reader.accept(rows.getString(1));
                    }
                }
            }
        }
        return count;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private long records(Consumer<String> reader) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", "127.0.0.1:" + platform.port("kafka"), "auto.offset.reset", "earliest");
        long count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    reader.accept(text(record));
                    count++;
                }
            }
        }
        return count;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(record.topic());
        append(text, record.key());
        append(text, record.value());
        record.headers().forEach(header -> append(text.append(' ').append(header.key()), header.value()));
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes) {
        if (bytes != null) {
            text.append(' ').append(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
