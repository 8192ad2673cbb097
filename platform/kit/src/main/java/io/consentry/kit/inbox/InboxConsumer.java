package io.consentry.kit.inbox;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.Topic;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.leader.Leadership;
import io.consentry.kit.leader.StandingJob;
import io.consentry.kit.outbox.EventProducer;
import io.consentry.kit.outbox.Topics;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.problem.Unavailable;
import io.consentry.kit.trace.EventTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes a listener's topics in, on a thread of its own. One instance of a service does it at a time (advisory lock); offsets live in
 * the database, so a restart goes on exactly where the effects end.
 */
final class InboxConsumer implements Runnable {

    private static final Logger LOG = Logger.getLogger(InboxConsumer.class);
    private static final TopicPartition HEARTBEATS = new TopicPartition(Topic.HEARTBEATS.topicName(), 0);

    private final String bootstrap;
    private final StandingJob job;
    private final Pool pool;
    private final InboxConfig config;
    private final Clock clock;
    private final CatchUp catchUp;
    private final Topics topics;
    private final EventProducer producer;
    private final InboxMetrics metrics;
    private final boolean told;
    private final Applier applier;
    private final String name;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<String, List<TopicPartition>> partitionsBySource = new HashMap<>();
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private volatile boolean stopped;

    InboxConsumer(
            String bootstrap,
            Leadership leadership,
            Pool pool,
            InboxConfig config,
            Clock clock,
            CatchUp catchUp,
            Topics topics,
            EventProducer producer,
            EventTraces traces,
            MeterRegistry registry,
            EventListener listener) {
        this.bootstrap = bootstrap;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
        this.catchUp = catchUp;
        this.topics = topics;
        this.producer = producer;
        this.metrics = new InboxMetrics(registry, listener.topics());
        this.told = listener.isWaitedFor();
        this.applier = new Applier(pool, clock, listener, traces);
        for (Topic topic : listener.topics().stream().sorted().toList()) {
            List<TopicPartition> own = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .toList();
            partitions.addAll(own);
            partitionsBySource
                    .computeIfAbsent(topic.source(), source -> new ArrayList<>())
                    .addAll(own);
        }
        this.name = "inbox-"
                + String.join(
                        ",",
                        listener.topics().stream()
                                .map(Topic::topicName)
                                .sorted()
                                .toList());
        this.job = new StandingJob(leadership, registry, name, name.hashCode());
        catchUp.begin(name);
    }

    String name() {
        return name;
    }

    private List<String> topicNames() {
        return partitions.stream().map(TopicPartition::topic).distinct().toList();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                lead();
            } catch (RuntimeException | Error e) {
                if (!stopped) {
                    LOG.warnf("%s interrupted, will retry: %s", name, Scrubbed.summary(e));
                }
            }
            pause(config.retry());
        }
    }

    private void lead() {
        boolean led = job.lead(config.timeout(), this::consume);
        if (!led) {
            catchUp.done(name);
        }
    }

    private void consume(PgConnection session) {
        topics.create();
        HeartbeatGoals freshness = new HeartbeatGoals(partitionsBySource, clock);
        try (KafkaConsumer<byte[], byte[]> consumer = newConsumer()) {
            List<TopicPartition> assigned = new ArrayList<>(partitions);
            assigned.add(HEARTBEATS);
            consumer.assign(assigned);
            goOnWhereTheEffectsEnd(session, consumer);
            await(pool.withTransaction(transaction -> Progress.forgetFreshness(transaction, topicNames())));
            consumer.seekToEnd(List.of(HEARTBEATS));
            Map<TopicPartition, Long> endsAtStart = consumer.endOffsets(partitions);
            while (!stopped) {
                takeIn(consumer.poll(config.poll()), freshness, consumer);
                metrics.measure(consumer, partitions);
                if (hasReached(endsAtStart)) {
                    catchUp.done(name);
                }
                requireLeading(session);
            }
        } finally {
            metrics.handOver();
        }
    }

    /** With the epoch, Kafka tells when the log that the offset was counted in has been replaced; the consumer then fails. */
    private void goOnWhereTheEffectsEnd(PgConnection session, KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> next = await(Progress.next(session, topicNames()));
        nextOffsets.clear();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata start = next.getOrDefault(partition, new OffsetAndMetadata(0));
            nextOffsets.put(partition, start.offset());
            consumer.seek(partition, start);
        }
    }

    private void takeIn(
            ConsumerRecords<byte[], byte[]> records, HeartbeatGoals freshness, KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, List<RawEvent>> events = new LinkedHashMap<>();
        for (TopicPartition partition : records.partitions()) {
            if (!partition.equals(HEARTBEATS)) {
                events.put(
                        partition,
                        records.records(partition).stream()
                                .map(CloudEventReader::raw)
                                .toList());
            }
        }
        if (!events.isEmpty()) {
            apply(events);
            events.forEach(
                    (partition, own) -> nextOffsets.put(partition, last(own).offset() + 1));
            events.values().forEach(own -> own.forEach(metrics::taken));
            tell(events);
        }
        for (ConsumerRecord<byte[], byte[]> heartbeat : records.records(HEARTBEATS)) {
            freshness.heard(heartbeat.value(), consumer::endOffsets);
        }
        freshness
                .reached(nextOffsets)
                .forEach((topic, asOf) -> await(
                        pool.withTransaction(transaction -> Progress.freshAsOf(transaction, Topic.of(topic), asOf))));
    }

    private void apply(Map<TopicPartition, List<RawEvent>> events) {
        try {
            await(applier.applyAll(events));
        } catch (RuntimeException e) {
            LOG.debugf("%s: a batch failed, one by one now: %s", name, Scrubbed.summary(e));
            events.forEach((partition, own) -> own.forEach(event -> applyOrPark(partition, event)));
        }
    }

    /** Not awaited: who waits for this does not wait for ever, and the effects are durable without it. */
    private void tell(Map<TopicPartition, List<RawEvent>> events) {
        if (!told) {
            return;
        }
        List<ConsistencyToken> upTo = new ArrayList<>();
        events.forEach((partition, own) -> upTo.add(new ConsistencyToken(
                Topic.of(partition.topic()).source(), partition.partition(), Applier.position(last(own)))));
        producer.sendSoon(Topic.APPLIED, EventJson.write(new Applied(upTo)));
    }

    private static RawEvent last(List<RawEvent> events) {
        return events.get(events.size() - 1);
    }

    /** What cannot be reached is waited for as long as it takes; any other failure has a bounded number of tries. */
    private void applyOrPark(TopicPartition partition, RawEvent event) {
        for (int attempt = 1; !stopped; ) {
            try {
                await(applier.applyAll(Map.of(partition, List.of(event))));
                return;
            } catch (RuntimeException e) {
                if (Unavailable.is(e)) {
                    LOG.warnf("%s: not reachable, waiting: %s", name, Scrubbed.summary(e));
                } else if (e instanceof UnreadableEventException || attempt++ >= config.attemptsMax()) {
                    LOG.errorf(
                            "%s: event %s parked: %s",
                            name, event.id(), e.getClass().getName());
                    park(partition, event, e);
                    return;
                }
                pause(config.retry());
            }
        }
        throw new IllegalStateException("stopped");
    }

    private void park(TopicPartition partition, RawEvent event, RuntimeException failure) {
        await(applier.park(partition, event, Scrubbed.summary(failure)));
        metrics.parked(event);
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> nextOffsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Fails when the session that holds the lock is gone, so that two instances do not go on side by side. */
    private void requireLeading(PgConnection session) {
        await(session.query("select 1").execute());
    }

    private KafkaConsumer<byte[], byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none",
                        "max.poll.records",
                        config.batchSize(),
                        "fetch.max.wait.ms",
                        250,
                        "reconnect.backoff.max.ms",
                        500,
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private <T> T await(Uni<T> work) {
        return work.await().atMost(config.timeout());
    }
}
