package io.consentry.consent.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.DecisionTail;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A queue that is far too small: checks do not notice. */
@QuarkusTest
@TestProfile(DecisionLogOverflowIT.TinyQueue.class)
class DecisionLogOverflowIT extends WithServers {

    public static final class TinyQueue implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consentry.decision-log.queue-size", "10");
        }
    }

    /** The first decision makes the producer, and while it is made the queue fills. */
    @Test
    void whatDoesNotFitIsDroppedAndCountedAndEveryCheckIsAnswered() {
        DecisionLogIT.wantAll(acme);
        try (DecisionTail tail = new DecisionTail(setting("consentry.kafka.bootstrap"))) {

            int answered = DecisionLogIT.batch(
                            acme,
                            IntStream.range(0, 1_000)
                                    .mapToObj(i -> "p" + i + "@example.org")
                                    .toList())
                    .size();

            assertThat(answered).isEqualTo(1_000);
            DecisionLogIT.patiently().untilAsserted(() -> {
                assertThat(DecisionLogIT.count("dropped")).isPositive();
                assertThat(DecisionLogIT.count("published") + DecisionLogIT.count("dropped"))
                        .isEqualTo(1_000);
                assertThat(tail.of(acme.tenant())).hasSize((int) DecisionLogIT.count("published"));
            });
            assertThat(DecisionLogIT.count("failed")).isZero();
        }
    }
}
