package io.consentry.consent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.Metrics;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.Topic;
import io.consentry.servers.test.MetricsCatalogue;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsIT extends WithServers {

    private static final String DENIED = "consentry_check_decisions_total{decision=\"deny\"}";
    private static final String ALLOWED = "consentry_check_decisions_total{decision=\"allow\"}";
    private static final String NO_CONSENT = "consentry_check_reasons_total{reason=\"no_consent\"}";
    private static final String OUTBOX = "consentry_outbox_events";

    private static final Path COMMITTED = Path.of("metrics.txt");

    @Test
    void theCommittedCatalogueIsWhatTheServiceExports() throws IOException {
        String exported = MetricsCatalogue.of(Metrics.read().text());
        if (Boolean.getBoolean("contract.accept")) {
            Files.writeString(COMMITTED, exported);
        }

        assertThat(COMMITTED).hasContent(exported);
    }

    @Test
    void checksAreCountedByDecisionAndReasonAndTimed() {
        // Given
        acme.record("thandi@example.org", "grant").statusCode(201);
        Metrics before = Metrics.read();

        // When
        acme.check("thandi@example.org").body("results[0].decision", is("allow"));
        acme.check("sipho@example.org").body("results[0].decision", is("deny"));

        // Then
        Metrics after = Metrics.read();
        assertThat(after.value(ALLOWED) - before.value(ALLOWED)).isEqualTo(1);
        assertThat(after.value(DENIED) - before.value(DENIED)).isEqualTo(1);
        assertThat(after.value(NO_CONSENT) - before.value(NO_CONSENT)).isEqualTo(1);
        assertThat(after.value("consentry_check_duration_seconds_count")
                        - before.value("consentry_check_duration_seconds_count"))
                .isEqualTo(2);
        assertThat(after.value("consentry_http_answers_total{status=\"2xx\"}"))
                .isGreaterThan(before.value("consentry_http_answers_total{status=\"2xx\"}"));
    }

    @Test
    void everyReasonIsThereBeforeItHappens() {
        Metrics metrics = Metrics.read();
        for (ReasonCode reason : ReasonCode.values()) {
            assertThat(metrics.value("consentry_check_reasons_total{reason=\""
                            + reason.name().toLowerCase(Locale.ROOT) + "\"}"))
                    .isNotNegative();
        }
    }

    @Test
    void theOutboxIsMeasuredWhileItCannotBeEmptied() throws Exception {
        try (ServiceDatabase slow = ServiceDatabase.asService(acme.tenant());
                ServiceDatabase quick = ServiceDatabase.asService(acme.tenant())) {
            // Given: a transaction that still runs holds the relay back
            slow.connection().setAutoCommit(false);
            slow.run(event());

            // When
            quick.run(event());

            // Then
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(Metrics.read().value(OUTBOX)).isPositive();
                assertThat(Metrics.read().value("consentry_outbox_age_seconds")).isGreaterThan(1);
            });
            slow.connection().rollback();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(Metrics.read().value(OUTBOX)).isZero();
            assertThat(Metrics.read().value("consentry_outbox_age_seconds")).isZero();
        });
    }

    @Test
    void anEventThatIsParkedShows() {
        double before = Metrics.read().value("consentry_consumer_parked_records_total{topic=\"suppression.events\"}");

        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                "no-key",
                "io.consentry.suppression.added.v1",
                System.nanoTime() + ".1",
                "not JSON",
                UUID.randomUUID());

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(Metrics.read().value("consentry_parked_events")).isPositive();
            assertThat(Metrics.read().value("consentry_consumer_parked_records_total{topic=\"suppression.events\"}"))
                    .isEqualTo(before + 1);
        });
    }

    @Test
    void roleLagAndAgeAreToldByTopic() {
        acme.record("thandi@example.org", "grant").statusCode(201);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Metrics metrics = Metrics.read();
            assertThat(metrics.value("consentry_leader{role=\"relay\"}")).isEqualTo(1);
            for (String topic : new String[] {"preference.events", "suppression.events"}) {
                assertThat(metrics.value("consentry_leader{role=\"inbox-" + topic + "\"}"))
                        .isEqualTo(1);
                assertThat(metrics.value("consentry_consumer_lag_records{topic=\"" + topic + "\"}"))
                        .isZero();
                assertThat(metrics.value("consentry_consumer_age_seconds{topic=\"" + topic + "\"}"))
                        .isLessThan(30);
            }
            assertThat(metrics.value("consentry_relay_published_events_total")).isPositive();
            assertThat(metrics.value("consentry_backlog_read_age_seconds")).isLessThan(30);
        });
    }

    @Test
    void noLabelNamesATenantOrAnAddress() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        acme.check("thandi@example.org").statusCode(200);

        assertThat(Metrics.read().text()).doesNotContain(acme.tenant(), "thandi", "@");
    }

    private String event() {
        return "insert into outbox (tenant_id, event_id, topic, partition, record_key, type, payload, time) values ('"
                + acme.tenant() + "', gen_random_uuid(), 'consent.events', 3, '" + acme.tenant()
                + ":k', 'io.consentry.test', '{}', now())";
    }
}
