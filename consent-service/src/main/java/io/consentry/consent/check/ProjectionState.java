package io.consentry.consent.check;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the projections were when the facts were read.
 *
 * @param snapshot what was visible, as PostgreSQL's {@code pg_snapshot}: the oldest transaction that still ran, a colon, and more
 * @param cleansed when the tenant's list was last cleansed, by registry
 * @param freshAsOf when the oldest projection was complete; empty while one has never been
 */
record ProjectionState(
        String snapshot,
        List<PartitionProgress> partitions,
        Map<String, Instant> cleansed,
        Optional<Instant> freshAsOf) {

    /** What the clocks of two instances may be apart. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofSeconds(1);

    private static final List<Topic> PROJECTED = List.of(Topic.PREFERENCE_EVENTS, Topic.SUPPRESSION_EVENTS);

    /**
     * How far one partition of a topic is projected.
     *
     * @param freshAsOf null while it has never been projected to its end
     */
    record PartitionProgress(
            String topic,
            int partition,
            OutboxPosition position,
            @Nullable Instant freshAsOf) {}

    /** What the rows of a reading say, one after the other. */
    static final class Builder {

        private final List<PartitionProgress> partitions = new ArrayList<>();
        private final Map<String, Instant> cleansed = new HashMap<>();
        private @Nullable String snapshot;

        void snapshot(String text) {
            snapshot = text;
        }

        void progress(PartitionProgress progress) {
            partitions.add(progress);
        }

        void cleansed(String registry, @Nullable Instant at) {
            cleansed.put(registry, Objects.requireNonNull(at));
        }

        /** Fails when the rows did not say of which snapshot they are. */
        ProjectionState build() {
            if (snapshot == null) {
                throw new IllegalStateException("the reading lacks its snapshot");
            }
            return new ProjectionState(snapshot, List.copyOf(partitions), Map.copyOf(cleansed), freshAsOf(partitions));
        }

        private static Optional<Instant> freshAsOf(List<PartitionProgress> partitions) {
            Instant oldest = Instant.MAX;
            for (Topic topic : PROJECTED) {
                List<PartitionProgress> own = partitions.stream()
                        .filter(progress -> progress.topic().equals(topic.topicName()))
                        .toList();
                if (own.size() < topic.partitions()) {
                    return Optional.empty();
                }
                for (PartitionProgress progress : own) {
                    Instant asOf = progress.freshAsOf();
                    if (asOf == null) {
                        return Optional.empty();
                    }
                    oldest = asOf.isBefore(oldest) ? asOf : oldest;
                }
            }
            return Optional.of(oldest);
        }
    }

    /** When the tenant's list was last cleansed against a registry; empty when it never was. */
    Optional<Instant> cleansedAt(OptOutRegistry registry) {
        return Optional.ofNullable(cleansed.get(registry.wireName()));
    }

    /**
     * How old the oldest projection is; empty while one has never been complete, and when it claims to be of the future: a clock was set
     * back, and nobody knows how old it is.
     */
    Optional<Duration> age(Instant now, SteadyAge steady) {
        return freshAsOf
                .filter(asOf -> !asOf.isAfter(now.plus(CLOCKS_DIFFER_MAX)))
                .map(asOf -> steady.of(asOf, asOf.isBefore(now) ? Duration.between(asOf, now) : Duration.ZERO));
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

    /** The token of this reading: everything below the oldest transaction that still ran is in the facts. */
    ConsistencyToken position() {
        long transaction = Long.parseLong(snapshot, 0, snapshot.indexOf(':'), 10);
        return new ConsistencyToken(Topic.CONSENT_EVENTS.source(), 0, new OutboxPosition(transaction, 0));
    }
}
