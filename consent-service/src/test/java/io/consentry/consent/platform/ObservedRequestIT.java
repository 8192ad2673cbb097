package io.consentry.consent.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.TraceReceiver;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** With traces and JSON logs on: one id from request to answer and log, one trace from the request to Kafka and on. */
@QuarkusTest
@TestProfile(ObservedRequestIT.JsonLog.class)
@QuarkusTestResource(value = TraceReceiver.class, restrictToAnnotatedClass = true)
class ObservedRequestIT extends WithServers {

    private static final Path LOG = Path.of("target", "observed.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TenantDirectory tenants;

    /** Filled by {@link TraceReceiver}. */
    Queue<String> received = new ConcurrentLinkedQueue<>();

    public static final class JsonLog implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.log.file.enabled",
                    "true",
                    "quarkus.log.file.path",
                    LOG.toString(),
                    "quarkus.log.file.json.enabled",
                    "true");
        }
    }

    @Test
    void theAnswerSaysTheRequestsIdOrANewOne() {
        given().header("X-Request-Id", "0af7651916cd-1")
                .get("/v1/check")
                .then()
                .header("X-Request-Id", is("0af7651916cd-1"));
        for (String bad : List.of("", "x".repeat(65), "thandi@example.org", "a b", "%0d%0a")) {
            given().header("X-Request-Id", bad)
                    .get("/v1/check")
                    .then()
                    .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        }
        given().body("x".repeat(4_000_001))
                .header("X-Request-Id", "too-large")
                .post("/v1/check")
                .then()
                .statusCode(413)
                .header("X-Request-Id", is("too-large"));
    }

    @Test
    void theLogIsJsonWithTheRequestsIdAndWithoutWhatFailed() throws IOException {
        String id = UUID.randomUUID().toString();

        given().header("X-Request-Id", id).get("/testing/failing").then().statusCode(500);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(logged(id)).anySatisfy(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("ERROR");
                    assertThat(line.path("message").asText()).isEqualTo("request failed");
                }));
        assertThat(Files.readString(LOG)).doesNotContain("thandi@example.org");
    }

    @Test
    void oneTraceRunsFromTheRequestToTheRecordAndTellsNobodysSecrets() throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            String trace = randomTrace();

            acme.request()
                    .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                    .body(ConsentApi.decision("thandi@example.org", "grant"))
                    .post("/v1/consents?of=thandi")
                    .then()
                    .statusCode(201);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(traceParents(consumer))
                    .anySatisfy(parent ->
                            assertThat(parent).startsWith("00-" + trace).doesNotContain("00f067aa0ba902b7")));
            assertThatSpansOf(trace).contains("POST /v1/consents", "publish consent.events");
            assertThat(String.join("", received)).doesNotContain("thandi");
        }
    }

    @Test
    void theTraceOfAnEventGoesOnInWhatItCauses() throws Exception {
        // Given
        acme.record("thandi@example.org", "grant").statusCode(201);
        String key = AddressKeys.key(
                        tenants.get(new TenantId(acme.tenant()))
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, "thandi@example.org", "ZA"))
                .value();
        String trace = randomTrace();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {

            // When
            neighbours.publish(
                    Topic.PREFERENCE_EVENTS,
                    acme.tenant(),
                    key,
                    "io.consentry.preference.withdrawal-received.v1",
                    System.nanoTime() + ".1",
                    """
                    {"address":{"kind":"email","key":"%s"},"purpose":"offers","channel":"email",
                     "occurredAt":"2026-06-01T10:00:00Z","method":"unsubscribe_link"}""".formatted(key),
                    UUID.randomUUID(),
                    Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

            // Then
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(traceParents(consumer))
                    .anySatisfy(parent -> assertThat(parent).startsWith("00-" + trace)));
            assertThatSpansOf(trace).contains("process preference.events", "publish consent.events");
        }
    }

    /** The exports that name the trace. */
    private AbstractStringAssert<?> assertThatSpansOf(String trace) {
        String bytes = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(received)
                .anySatisfy(export -> assertThat(export).contains(bytes).contains("publish consent.events")));
        return assertThat(String.join(
                "\n", received.stream().filter(export -> export.contains(bytes)).toList()));
    }

    private static List<JsonNode> logged(String requestId) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(LOG)) {
            JsonNode read = JSON.readTree(line);
            if (read.path("mdc").path("requestId").asText().equals(requestId)) {
                lines.add(read);
            }
        }
        return lines;
    }

    private List<String> traceParents(KafkaConsumer<byte[], byte[]> consumer) {
        List<String> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            Header header = record.headers().lastHeader("traceparent");
            if (header != null) {
                found.add(new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", setting("consentry.kafka.bootstrap")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor("consent.events").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static String randomTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
