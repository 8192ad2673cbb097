package io.consentry.servers.test;

import io.consentry.servers.DatabasePasswords;
import io.consentry.servers.DatabaseSetup;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL and Kafka as containers, removed by Testcontainers when the virtual machine ends. */
final class ContainerServers {
    private ContainerServers() {}

    @SuppressWarnings("resource")
    static Map<String, String> start(DatabasePasswords passwords) {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")
                .withUsername("postgres")
                .withPassword(passwords.of("postgres"))
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "max_connections=200", "-c", "fsync=on", "-c", "synchronous_commit=on");
        KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.1")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                // Its own wait is for a line of the log, which an image that logs otherwise never prints.
                .waitingFor(Wait.forListeningPort());
        postgres.start();
        kafka.start();
        DatabaseSetup.run(postgres.getHost(), postgres.getFirstMappedPort(), passwords);
        return Map.of(
                "consentry.database.host", postgres.getHost(),
                "consentry.database.port", Integer.toString(postgres.getFirstMappedPort()),
                "consentry.kafka.bootstrap", kafka.getBootstrapServers());
    }
}
