package io.consentry.consent.decisionlog;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.DecisionTail;
import io.consentry.consent.testing.DecisionTail.Logged;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of decisions on a real Kafka. */
@QuarkusTest
class DecisionLogIT extends WithServers {

    private static final String CHECK = """
            {"recipient":{"email":"%s"},"channel":"email","purpose":"%s","sendAt":"%s"}""";

    private DecisionTail tail;

    @BeforeEach
    void follow() {
        tail = new DecisionTail(setting("consentry.kafka.bootstrap"));
    }

    @AfterEach
    void unfollow() {
        tail.close();
    }

    @Test
    void everyDecisionOfSingleBatchAndStreamedChecksIsLoggedWithoutAnAddress() {
        want(acme, Map.of("mode", "all"));
        acme.record("thandi@example.org", "grant").statusCode(201);
        List<String> ids = new ArrayList<>();
        ids.add(acme.check("thandi@example.org").extract().path("results[0].decisionId"));
        ids.addAll(batch(acme, List.of("a@example.org", "b@example.org", "no address")));
        ids.addAll(stream(List.of("c@example.org", "thandi@example.org")));

        patiently().untilAsserted(() -> assertThat(tail.of(acme.tenant()))
                .extracting(logged -> logged.data().path("decisionId").asText())
                .containsExactlyInAnyOrderElementsOf(ids));

        for (Logged logged : tail.of(acme.tenant())) {
            assertThat(logged.key()).isEqualTo(acme.tenant() + ":decisions");
            assertThat(logged.type()).isEqualTo("io.consentry.decision.made.v1");
            assertThat(logged.data().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("decisionId", "decidedAt", "channel", "purpose", "decision", "reasons");
            assertThat(logged.data().toString()).doesNotContain("@").doesNotContain("example");
            assertAnswers(logged.data());
        }
    }

    /** The log says what the check said, as its explanation does. */
    private void assertAnswers(JsonNode logged) {
        List<String> reasons = new ArrayList<>();
        logged.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        acme.request()
                .get("/v1/decisions/" + logged.path("decisionId").asText())
                .then()
                .statusCode(200)
                .body("agrees", is(true))
                .body("evaluatedAt", is(logged.path("decidedAt").asText()))
                .body("asked.channel", is(logged.path("channel").asText()))
                .body("asked.purpose", is(logged.path("purpose").asText()))
                .body("decided.decision", is(logged.path("decision").asText()))
                .body("decided.reasons.code", is(reasons));
    }

    @Test
    void aSampleIsAboutAsLargeAsTheTenantWants() {
        want(acme, Map.of("mode", "sampled", "perMille", 200));
        for (int batch = 0; batch < 5; batch++) {
            int first = batch * 1_000;
            batch(
                    acme,
                    IntStream.range(first, first + 1_000)
                            .mapToObj(i -> "p" + i + "@example.org")
                            .toList());
        }

        patiently().untilAsserted(() -> {
            assertThat(count("waiting")).isZero();
            assertThat(tail.of(acme.tenant())).hasSizeBetween(700, 1_300);
        });
        assertThat(count("dropped")).isZero();
        assertThat(count("failed")).isZero();
    }

    @Test
    void whoDidNotSwitchItOnOrSwitchedItOffIsNotLogged() {
        ConsentApi globex = ConsentApi.newTenant(issuer);
        want(globex, Map.of("mode", "all"));
        want(globex, Map.of("mode", "off"));
        globex.check("a@example.org").statusCode(200);
        acme.check("a@example.org").statusCode(200);
        ConsentApi initech = ConsentApi.newTenant(issuer);
        want(initech, Map.of("mode", "all"));
        initech.check("a@example.org").statusCode(200);

        patiently().untilAsserted(() -> assertThat(tail.of(initech.tenant())).hasSize(1));
        patiently().untilAsserted(() -> assertThat(count("waiting")).isZero());
        assertThat(tail.of(acme.tenant())).isEmpty();
        assertThat(tail.of(globex.tenant())).isEmpty();
    }

    @Test
    void aPurposeThatIsNotInTheCatalogueIsNotRepeated() {
        want(acme, Map.of("mode", "all"));
        acme.request()
                .body("{\"checks\":[" + CHECK.formatted("a@example.org", "thandi", ConsentApi.IN_CONTACT_HOURS) + "]}")
                .post("/v1/check")
                .then()
                .statusCode(200);

        patiently().untilAsserted(() -> assertThat(tail.of(acme.tenant())).hasSize(1));
        assertThat(tail.of(acme.tenant()).get(0).data().has("purpose")).isFalse();
        assertThat(tail.of(acme.tenant()).get(0).data().toString()).doesNotContain("thandi");
    }

    @Test
    void aSettingThatIsNoneIsRefused() {
        settings(acme, Map.of("mode", "some")).statusCode(422).body("violations.path", contains("decisionLog.mode"));
        settings(acme, Map.of()).statusCode(422).body("violations.path", contains("decisionLog.mode"));
        settings(acme, Map.of("mode", "sampled"))
                .statusCode(422)
                .body("violations.path", contains("decisionLog.perMille"));
        settings(acme, Map.of("mode", "sampled", "perMille", 1_000))
                .statusCode(422)
                .body("violations.path", contains("decisionLog.perMille"));
        settings(acme, Map.of("mode", "all", "perMille", 10))
                .statusCode(422)
                .body("violations.path", contains("decisionLog.perMille"));
    }

    private static void want(ConsentApi tenant, Map<String, Object> decisionLog) {
        settings(tenant, decisionLog).statusCode(200).body("settings.decisionLog.mode", is(decisionLog.get("mode")));
        patiently().untilAsserted(() -> tenant.request()
                .get("/v1/tenant")
                .then()
                .body("settings.decisionLog.mode", is(decisionLog.get("mode"))));
    }

    private static ValidatableResponse settings(ConsentApi tenant, Map<String, Object> decisionLog) {
        Map<String, Object> settings = new HashMap<>(ConsentApi.settings("unused"));
        settings.remove("id");
        settings.put("decisionLog", decisionLog);
        return tenant.request().body(settings).put("/v1/tenant").then();
    }

    static List<String> batch(ConsentApi tenant, List<String> emails) {
        List<String> checks = emails.stream()
                .map(email -> CHECK.formatted(email, "offers", ConsentApi.IN_CONTACT_HOURS))
                .toList();
        return tenant.request()
                .body("{\"checks\":[" + String.join(",", checks) + "]}")
                .post("/v1/check")
                .then()
                .statusCode(200)
                .extract()
                .path("results.decisionId");
    }

    private List<String> stream(List<String> emails) {
        List<String> lines = emails.stream()
                .map(email -> CHECK.formatted(email, "offers", ConsentApi.IN_CONTACT_HOURS))
                .toList();
        String answers = acme.request()
                .config(RestAssured.config()
                        .encoderConfig(encoderConfig().encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines))
                .post("/v1/check/stream")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return answers.lines()
                .map(line -> JsonPath.from(line).getString("decisionId"))
                .toList();
    }

    static long count(String name) {
        return given().get("/q/health/well")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("checks.find { it.name == 'decision log' }.data." + name);
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(20));
    }

    /** Switches all on, for a test with another queue. */
    static void wantAll(ConsentApi tenant) {
        want(tenant, Map.of("mode", "all"));
    }
}
