package io.consentry.consent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.kit.problem.RefusedException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedReadingsTest {

    private final List<Set<Integer>> asked = new ArrayList<>();
    private final List<CompletableFuture<String>> answers = new ArrayList<>();
    private final SharedReadings<Integer, String> readings = new SharedReadings<>(this::read);

    private Uni<String> read(Set<Integer> keys) {
        asked.add(keys);
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.add(answer);
        return Uni.createFrom().completionStage(answer);
    }

    @Test
    void whoComesWhileOthersReadSharesTheNextReading() {
        CompletableFuture<String> first = ask(1);
        CompletableFuture<String> second = ask(2);
        CompletableFuture<String> third = ask(3);
        CompletableFuture<String> fourth = ask(4);
        assertThat(asked).containsExactly(Set.of(1), Set.of(2));

        answers.get(0).complete("one");

        assertThat(asked).containsExactly(Set.of(1), Set.of(2), Set.of(3, 4));
        answers.get(2).complete("three and four");
        answers.get(1).complete("two");
        assertThat(first).isCompletedWithValue("one");
        assertThat(second).isCompletedWithValue("two");
        assertThat(third).isCompletedWithValue("three and four");
        assertThat(fourth).isCompletedWithValue("three and four");
    }

    @Test
    void aReadingThatFailsFailsForThoseWhoSharedItAndForNobodyElse() {
        ask(1);
        ask(2);
        CompletableFuture<String> third = ask(3);
        answers.get(0).completeExceptionally(new IllegalStateException("away"));
        answers.get(2).completeExceptionally(new IllegalStateException("away"));
        CompletableFuture<String> later = ask(5);
        answers.get(3).complete("five");

        assertThat(third).isCompletedExceptionally();
        assertThat(later).isCompletedWithValue("five");
    }

    @Test
    void aReadingHasABoundAndSoHasTheQueue() {
        ask(1);
        ask(2);
        List<Integer> many = java.util.stream.IntStream.range(0, 1_500).boxed().toList();
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiting.add(readings.read(many).subscribeAsCompletionStage());
        }

        assertThatThrownBy(() -> ask(7).join()).hasCauseInstanceOf(RefusedException.class);
        answers.get(0).complete("one");
        assertThat(asked.get(2)).hasSize(1_500);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    private CompletableFuture<String> ask(int key) {
        return readings.read(List.of(key)).subscribeAsCompletionStage();
    }
}
