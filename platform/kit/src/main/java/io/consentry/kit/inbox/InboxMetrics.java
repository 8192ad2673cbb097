package io.consentry.kit.inbox;

import io.consentry.contract.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What a consumer tells of itself, topic by topic. */
final class InboxMetrics {

    private final Map<String, AtomicLong> lag = new HashMap<>();
    private final Map<Topic, Counter> taken = new EnumMap<>(Topic.class);
    private final Map<Topic, Counter> parked = new EnumMap<>(Topic.class);

    InboxMetrics(MeterRegistry registry, Set<Topic> topics) {
        for (Topic topic : topics) {
            AtomicLong own = new AtomicLong();
            lag.put(topic.topicName(), own);
            Gauge.builder("consentry.consumer.lag", own, AtomicLong::doubleValue)
                    .description("Records in Kafka that are not applied yet; 0 where another instance consumes")
                    .baseUnit("records")
                    .tag("topic", topic.topicName())
                    .register(registry);
            taken.put(
                    topic, counter(registry, topic, "taken", "Records that were applied, known already, or set aside"));
            parked.put(topic, counter(registry, topic, "parked", "Records that failed and were set aside"));
        }
    }

    private static Counter counter(MeterRegistry registry, Topic topic, String what, String description) {
        return Counter.builder("consentry.consumer." + what)
                .description(description)
                .baseUnit("records")
                .tag("topic", topic.topicName())
                .register(registry);
    }

    /** What is left, after all that was polled has been applied. */
    void measure(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> left = new HashMap<>();
        partitions.forEach(partition ->
                left.merge(partition.topic(), consumer.currentLag(partition).orElse(0), Long::sum));
        lag.forEach((topic, own) -> own.set(left.getOrDefault(topic, 0L)));
    }

    /** Somebody else consumes now. */
    void handOver() {
        lag.values().forEach(own -> own.set(0));
    }

    void taken(RawEvent event) {
        count(taken, event);
    }

    void parked(RawEvent event) {
        count(parked, event);
    }

    private static void count(Map<Topic, Counter> counters, RawEvent event) {
        Counter counter = counters.get(event.topic());
        if (counter != null) {
            counter.increment();
        }
    }
}
