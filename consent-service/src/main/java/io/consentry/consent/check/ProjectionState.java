package io.consentry.consent.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the projections were when the facts were read.
 *
 * @param transaction the oldest transaction that still ran: everything below it is in the facts
 * @param snapshot what was visible, as PostgreSQL's {@code pg_snapshot}
 * @param cleansed when the tenant's list was last cleansed, by registry
 */
record ProjectionState(
        long transaction, String snapshot, List<PartitionProgress> partitions, Map<String, Instant> cleansed) {

    private static final List<Topic> PROJECTED = List.of(Topic.PREFERENCE_EVENTS, Topic.SUPPRESSION_EVENTS);

    @JsonInclude
    record PartitionProgress(
            String topic,
            int partition,
            long transaction,
            long sequence,
            @Nullable Instant freshAsOf) {

        OutboxPosition position() {
            return new OutboxPosition(transaction, sequence);
        }
    }

    /** When the tenant's list was last cleansed against a registry; empty when it never was. */
    Optional<Instant> cleansedAt(OptOutRegistry registry) {
        return Optional.ofNullable(cleansed.get(registry.wireName()));
    }

    /** How old the oldest projection is; empty while one has never been complete. */
    Optional<Duration> age(Instant now) {
        Instant oldest = now;
        for (Topic topic : PROJECTED) {
            List<PartitionProgress> own = partitions.stream()
                    .filter(progress -> progress.topic().equals(topic.topicName()))
                    .toList();
            if (own.size() < topic.partitions() || own.stream().anyMatch(progress -> progress.freshAsOf() == null)) {
                return Optional.empty();
            }
            for (PartitionProgress progress : own) {
                Instant asOf = progress.freshAsOf();
                oldest = asOf != null && asOf.isBefore(oldest) ? asOf : oldest;
            }
        }
        return Optional.of(Duration.between(oldest, now));
    }

    /** Whether a token stands for a write of this service: its own database always has it. */
    static boolean isOwn(ConsistencyToken token) {
        return token.source().equals(Topic.CONSENT_EVENTS.source());
    }

    /** Whether a token is of a place that there is. */
    static boolean isPossible(ConsistencyToken token) {
        return isOwn(token)
                || PROJECTED.stream()
                        .anyMatch(topic ->
                                topic.source().equals(token.source()) && token.partition() < topic.partitions());
    }

    /** Whether the write that a token stands for is in the facts. */
    boolean includes(ConsistencyToken token) {
        return isOwn(token) || isReached(token);
    }

    private boolean isReached(ConsistencyToken token) {
        return PROJECTED.stream()
                .filter(topic -> topic.source().equals(token.source()))
                .flatMap(topic -> partitions.stream()
                        .filter(progress -> progress.topic().equals(topic.topicName()))
                        .filter(progress -> progress.partition() == token.partition()))
                .anyMatch(progress -> progress.position().compareTo(token.position()) >= 0);
    }

    /** The token of this reading. */
    ConsistencyToken position() {
        return new ConsistencyToken(Topic.CONSENT_EVENTS.source(), 0, new OutboxPosition(transaction, 0));
    }
}
