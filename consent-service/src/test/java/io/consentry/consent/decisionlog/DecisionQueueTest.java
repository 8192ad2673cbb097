package io.consentry.consent.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.decisionlog.DecisionQueue.Noted;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.DecisionLogMode;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.DecisionEvent.DecisionMade;
import io.consentry.contract.event.TenantEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of the log: which decisions are wanted, and what becomes of those that do not fit. */
class DecisionQueueTest {

    private static final TenantId ACME = new TenantId("acme");

    @ParameterizedTest
    @CsvSource({
        // mode, per mille, how many of a thousand
        ", , 0",
        "OFF, , 0",
        "ALL, , 1000",
        "SAMPLED, 1, 1",
        "SAMPLED, 25, 25",
        "SAMPLED, 999, 999",
    })
    void aTenantGetsAsManyOfAThousandAsItWants(
            @Nullable DecisionLogMode mode, @Nullable Integer perMille, long wanted) {
        TenantEvent.DecisionLog setting = mode == null ? null : new TenantEvent.DecisionLog(mode, perMille);

        assertThat(IntStream.range(0, 1_000)
                        .filter(drawn -> DecisionLog.wants(setting, drawn))
                        .count())
                .isEqualTo(wanted);
    }

    /** Nobody takes: whoever waited for room would wait for ever. */
    @Test
    @Timeout(10)
    void whatDoesNotFitIsDroppedAndCountedAndNobodyWaits() throws InterruptedException {
        DecisionQueue queue = new DecisionQueue(() -> 5);

        IntStream.range(0, 1_000).forEach(i -> queue.offer(ACME, decision("d" + i)));

        assertThat(queue.size()).isEqualTo(5);
        assertThat(queue.dropped()).isEqualTo(995);
        assertThat(queue.take(0))
                .extracting(noted -> noted.decision().decisionId())
                .containsExactly("d0", "d1", "d2", "d3", "d4");
        queue.offer(ACME, decision("later"));
        assertThat(queue.take(0)).hasSize(1);
        assertThat(queue.dropped()).isEqualTo(995);
    }

    @Test
    void aBatchIsBounded() throws InterruptedException {
        DecisionQueue queue = new DecisionQueue(() -> 10_000);
        IntStream.range(0, 2_500).forEach(i -> queue.offer(ACME, decision("d" + i)));
        List<Integer> sizes = new ArrayList<>();

        for (List<Noted> batch = queue.take(0); !batch.isEmpty(); batch = queue.take(0)) {
            sizes.add(batch.size());
        }

        assertThat(sizes).containsExactly(1_000, 1_000, 500);
    }

    private static DecisionMade decision(String id) {
        return new DecisionMade(
                id, Instant.parse("2026-06-10T08:00:00Z"), Channel.EMAIL, null, Decision.ALLOW, List.of());
    }
}
