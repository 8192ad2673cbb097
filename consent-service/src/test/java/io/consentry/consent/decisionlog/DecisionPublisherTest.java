package io.consentry.consent.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.DecisionEvent.DecisionMade;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of decisions while Kafka is away. */
class DecisionPublisherTest {

    @Test
    void aKafkaThatIsAwayCostsDecisionsThatAreCountedAndHoldsNobodyUp() throws InterruptedException {
        DecisionQueue queue = new DecisionQueue(() -> 2);
        DecisionPublisher publisher = new DecisionPublisher(queue, "127.0.0.1:1", "consent");
        publisher.start(new StartupEvent());
        try {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> {
                        queue.offer(
                                new TenantId("acme"),
                                new DecisionMade(
                                        "d",
                                        Instant.parse("2026-06-10T08:00:00Z"),
                                        Channel.SMS,
                                        null,
                                        Decision.ALLOW,
                                        List.of()));
                        assertThat(publisher.failed()).isPositive();
                        assertThat(queue.dropped()).isPositive();
                    });
            assertThat(publisher.published()).isZero();
        } finally {
            publisher.stop(new ShutdownEvent());
        }
    }
}
