package io.consentry.kit.inbox;

import io.consentry.kit.json.EventJson;
import io.consentry.kit.outbox.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Turns heartbeats into proof of freshness. A heartbeat says that everything before an instant is in the topic; once all that was in
 * the topic when the heartbeat was read has been applied, this service is fresh as of that instant.
 */
final class HeartbeatGoals {

    private record Goal(Instant asOf, Map<TopicPartition, Long> ends) {}

    private final Map<String, List<TopicPartition>> partitionsOf;
    private final Clock clock;
    private final Map<String, Goal> goals = new HashMap<>();

    /** @param partitionsOf by heartbeat source, the partitions of the topics that the source writes */
    HeartbeatGoals(Map<String, List<TopicPartition>> partitionsOf, Clock clock) {
        this.partitionsOf = partitionsOf;
        this.clock = clock;
    }

    /** Takes a heartbeat in; while an earlier one is still being reached, that one is kept, so that there is always progress. */
    void heard(byte @Nullable [] json, Function<List<TopicPartition>, Map<TopicPartition, Long>> endOffsets) {
        if (json == null) {
            return;
        }
        Heartbeat heartbeat = EventJson.read(new String(json, StandardCharsets.UTF_8), Heartbeat.class);
        List<TopicPartition> partitions = partitionsOf.get(heartbeat.source());
        if (partitions != null && !goals.containsKey(heartbeat.source())) {
            goals.put(heartbeat.source(), new Goal(notAhead(heartbeat.asOf()), endOffsets.apply(partitions)));
        }
    }

    /** A source whose clock is ahead must not make what it says count for longer. */
    private Instant notAhead(Instant asOf) {
        Instant now = clock.instant();
        return asOf.isAfter(now) ? now : asOf;
    }

    /** The topics that are now fresh, with the instant; each is told once. */
    Map<String, Instant> reached(Map<TopicPartition, Long> nextOffsets) {
        Map<String, Instant> fresh = new HashMap<>();
        Iterator<Goal> open = goals.values().iterator();
        while (open.hasNext()) {
            Goal goal = open.next();
            boolean reached = goal.ends().entrySet().stream()
                    .allMatch(end -> nextOffsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
            if (reached) {
                goal.ends().keySet().forEach(partition -> fresh.put(partition.topic(), goal.asOf()));
                open.remove();
            }
        }
        return fresh;
    }
}
