package io.consentry.kit.outbox;

import io.consentry.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the topics that are missing. Events are kept for ever: the topics are how a projection is rebuilt. */
@ApplicationScoped
public class Topics {

    private final String bootstrap;
    private final RelayConfig config;
    private boolean created;

    Topics(@ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap, RelayConfig config) {
        this.bootstrap = bootstrap;
        this.config = config;
    }

    /** Returns when all topics are there; fails when Kafka cannot be reached in time. */
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
        }
        created = true;
    }

    private static Map<String, String> configuration(Topic topic) {
        if (topic == Topic.HEARTBEATS) {
            return Map.of("retention.ms", "3600000", "segment.ms", "600000");
        }
        return topic.isCompacted() ? Map.of("cleanup.policy", "compact") : Map.of("retention.ms", "-1");
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
