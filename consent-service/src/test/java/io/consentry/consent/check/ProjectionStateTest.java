package io.consentry.consent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.consent.check.ProjectionState.PartitionProgress;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionStateTest {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final List<Topic> PROJECTED = List.of(Topic.PREFERENCE_EVENTS, Topic.SUPPRESSION_EVENTS);

    @Test
    void theAgeIsThatOfTheOldestPartition() {
        ProjectionState.Builder state = complete();
        state.progress(progress(Topic.PREFERENCE_EVENTS, 0, NOW.minusSeconds(7)));

        assertThat(state.build().age(NOW, new SteadyAge(() -> 0))).contains(Duration.ofSeconds(7));
    }

    @Test
    void clocksOfTwoInstancesMayDifferALittle() {
        assertThat(complete().build().age(NOW.minusMillis(1_000), new SteadyAge(() -> 0)))
                .contains(Duration.ZERO);
    }

    @Test
    void howOldFactsOfTheFutureAreNobodyKnows() {
        assertThat(complete().build().age(NOW.minusMillis(1_001), new SteadyAge(() -> 0)))
                .isEmpty();
    }

    @Test
    void thereIsNoAgeWhileAPartitionHasNeverBeenComplete() {
        ProjectionState.Builder state = complete();
        state.progress(progress(Topic.SUPPRESSION_EVENTS, 0, null));

        assertThat(state.build().age(NOW, new SteadyAge(() -> 0))).isEmpty();
    }

    @Test
    void thereIsNoAgeWhileAPartitionIsMissing() {
        ProjectionState.Builder state = new ProjectionState.Builder();
        state.snapshot("812:812:");
        for (int i = 0; i < Topic.PREFERENCE_EVENTS.partitions(); i++) {
            state.progress(progress(Topic.PREFERENCE_EVENTS, i, NOW));
        }

        assertThat(state.build().age(NOW, new SteadyAge(() -> 0))).isEmpty();
    }

    @Test
    void aReadingWithoutItsSnapshotIsRefused() {
        assertThatThrownBy(new ProjectionState.Builder()::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTokenOfAReadingIsItsOldestRunningTransaction() {
        ProjectionState.Builder state = complete();
        state.snapshot("812:901:812,850");

        assertThat(state.build().position())
                .isEqualTo(new ConsistencyToken(Topic.CONSENT_EVENTS.source(), 0, new OutboxPosition(812, 0)));
    }

    @Test
    void aWriteElsewhereIsIncludedFromItsPositionOn() {
        ProjectionState state = complete().build();

        assertThat(state.includes(token(5, 9))).isTrue();
        assertThat(state.includes(token(5, 10))).isFalse();
        assertThat(state.includes(token(6, 0))).isFalse();
    }

    @Test
    void aRegistryThatTheListWasNeverCleansedAgainstHasNoDate() {
        ProjectionState.Builder state = complete();
        state.cleansed(OptOutRegistry.NCC.wireName(), NOW);

        assertThat(state.build().cleansedAt(OptOutRegistry.NCC)).contains(NOW);
        assertThat(complete().build().cleansedAt(OptOutRegistry.NCC)).isEmpty();
    }

    private static ConsistencyToken token(long transaction, long sequence) {
        return new ConsistencyToken(Topic.PREFERENCE_EVENTS.source(), 0, new OutboxPosition(transaction, sequence));
    }

    private static ProjectionState.Builder complete() {
        ProjectionState.Builder state = new ProjectionState.Builder();
        state.snapshot("812:812:");
        for (Topic topic : PROJECTED) {
            for (int i = 0; i < topic.partitions(); i++) {
                state.progress(progress(topic, i, NOW));
            }
        }
        return state;
    }

    private static PartitionProgress progress(Topic topic, int partition, @Nullable Instant freshAsOf) {
        return new PartitionProgress(topic.topicName(), partition, new OutboxPosition(5, 9), freshAsOf);
    }
}
