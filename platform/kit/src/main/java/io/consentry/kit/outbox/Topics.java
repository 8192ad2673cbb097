package io.consentry.kit.outbox;

import io.consentry.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing. Events are kept for ever: the topics are how a projection is rebuilt. How long the others are kept
 * is the operator's to change.
 */
@ApplicationScoped
public class Topics {

    private final String bootstrap;
    private final RelayConfig config;
    private boolean created;

    /** @param bootstrap Kafka: host:port, comma separated */
    Topics(@ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap, RelayConfig config) {
        this.bootstrap = bootstrap;
        this.config = config;
    }

    /**
     * Returns when all topics are there as they must be; fails when Kafka cannot be reached in time, or when a topic that was there has
     * other partitions, or forgets events.
     */
    public synchronized void create() {
        if (created) {
            return;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (Topic topic : Topic.values()) {
                create(
                        admin,
                        new NewTopic(topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
                                .configs(configuration(topic)));
            }
            verify(admin);
        }
        created = true;
    }

    private void verify(Admin admin) {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, TopicDescription> found = get(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> settings = get(admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        for (Topic topic : Topic.values()) {
            int partitions =
                    require(found.get(topic.topicName()), topic).partitions().size();
            if (partitions != topic.partitions()) {
                throw new IllegalStateException("topic " + topic.topicName() + ": " + partitions
                        + " partitions (expected: " + topic.partitions() + ")");
            }
            Config actual =
                    require(settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName())), topic);
            configuration(topic).forEach((name, expected) -> verify(topic, name, expected, actual));
        }
    }

    private static void verify(Topic topic, String name, String expected, Config actual) {
        ConfigEntry entry = actual.get(name);
        if (topic.retention().isEmpty() && (entry == null || !expected.equals(entry.value()))) {
            throw new IllegalStateException(
                    "topic " + topic.topicName() + ": " + name + " is not " + expected + ", events would be lost");
        }
    }

    private static <T> T require(@Nullable T found, Topic topic) {
        if (found == null) {
            throw new IllegalStateException("topic " + topic.topicName() + " is missing");
        }
        return found;
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new PublishFailedException(e);
        }
    }

    private static Map<String, String> configuration(Topic topic) {
        if (topic.isCompacted()) {
            return Map.of("cleanup.policy", "compact");
        }
        return topic.retention()
                .map(kept -> Map.of(
                        "retention.ms", Long.toString(kept.toMillis()),
                        "segment.ms", Long.toString(kept.dividedBy(6).toMillis())))
                .orElse(Map.of("retention.ms", "-1"));
    }

    private void create(Admin admin, NewTopic wanted) {
        try {
            admin.createTopics(List.of(wanted)).all().get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new PublishFailedException(e);
            }
        } catch (TimeoutException | InterruptedException e) {
            throw new PublishFailedException(e);
        }
    }
}
