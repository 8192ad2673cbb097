package io.consentry.preference;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.Topic;
import io.consentry.kit.inbox.Applied;
import io.consentry.kit.json.EventJson;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** consent-service as this service hears it: it says of each event that it is applied, unless it is told to be silent. */
@ApplicationScoped
public class Ledger {

    private final String bootstrap;
    private final KafkaProducer<String, String> producer;
    private volatile boolean silent;
    private volatile boolean stopped;

    Ledger(@ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0), new StringSerializer(), new StringSerializer());
    }

    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        new Thread(this::apply, "ledger").start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        producer.close();
    }

    public void setSilent(boolean silent) {
        this.silent = silent;
    }

    /** Says that an event of this service is applied. */
    public void confirm(ConsumerRecord<String, String> event) {
        confirm(tokenOf(event));
    }

    public void confirm(ConsistencyToken place) {
        producer.send(new ProducerRecord<>(Topic.APPLIED.topicName(), EventJson.write(new Applied(List.of(place)))));
    }

    public static ConsistencyToken tokenOf(ConsumerRecord<String, String> event) {
        return new ConsistencyToken(
                Topic.of(event.topic()).source(),
                event.partition(),
                OutboxPosition.parse(Topics.header(event, "ce_position")));
    }

    private void apply() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 50),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topic.PREFERENCE_EVENTS.partitions())
                    .mapToObj(partition -> new TopicPartition(Topic.PREFERENCE_EVENTS.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!stopped) {
                consumer.poll(Duration.ofMillis(50)).forEach(event -> {
                    if (!silent) {
                        confirm(event);
                    }
                });
            }
        }
    }
}
