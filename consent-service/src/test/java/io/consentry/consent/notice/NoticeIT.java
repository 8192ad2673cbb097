package io.consentry.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.Topic;
import io.consentry.contract.event.NoticeEvent.NoticePublished;
import io.consentry.kit.json.EventJson;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Capability C4 from the publication to the check and its replay. */
@QuarkusTest
class NoticeIT extends WithServers {

    private static final String EMAIL = "thandi@example.org";
    private static final Instant LAST_YEAR = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant NEXT_CENTURY = Instant.parse("2099-01-01T00:00:00Z");

    @Test
    void aVersionIsPublishedOnceAndNeverChanges() throws Exception {
        String hash = publish("1", LAST_YEAR, "")
                .statusCode(201)
                .body("key", is("privacy"))
                .body("version", is("1"))
                .body("material", is(false))
                .body("locales.locale", contains("en", "zu"))
                .body("text", nullValue())
                .body("consistencyToken", notNullValue())
                .extract()
                .path("contentSha256");

        publish("1", LAST_YEAR, "").statusCode(200).body("contentSha256", is(hash));
        publish("1", LAST_YEAR.plusSeconds(1), "")
                .statusCode(409)
                .body("code", is("notice-immutable"))
                .body("violations.path", contains("version"));
        publish("2", NEXT_CENTURY, "").statusCode(422).body("violations.path", contains("reason"));
        try (ServiceDatabase service = ServiceDatabase.asService(acme.tenant());
                ServiceDatabase owner = ServiceDatabase.asOwner()) {
            assertThat(service.count("notice_version")).isEqualTo(1);
            assertThatThrownBy(() -> service.run("update notice_version set version = '2'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> service.run("delete from notice_version"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> owner.run("truncate notice_version")).hasMessageContaining("append-only");
        }
    }

    @Test
    void theTextInForceIsFoundForAnyInstant() {
        publish("2", NEXT_CENTURY, ",\"reason\":\"law\"").statusCode(201);
        publish("1", LAST_YEAR, ",\"reason\":\"correction\"").statusCode(201);

        acme.request()
                .get("/v1/notices/privacy")
                .then()
                .statusCode(200)
                .body("version", is("1"))
                .body("effectiveFrom", is(LAST_YEAR.toString()))
                .body("effectiveUntil", is(NEXT_CENTURY.toString()))
                .body("reason", is("correction"))
                .body("text.en", is("Version 1"))
                .body("text.zu", is("Inguqulo 1"));
        inForce(NEXT_CENTURY.toString())
                .statusCode(200)
                .body("version", is("2"))
                .body("effectiveUntil", nullValue());
        inForce("2024-12-31T23:59:59Z").statusCode(404);
        inForce("+999999999-12-31T23:59:59Z").statusCode(200).body("version", is("2"));
        inForce("yesterday").statusCode(422).body("violations.path", contains("at"));
        acme.request()
                .get("/v1/notices/privacy/versions")
                .then()
                .statusCode(200)
                .body("versions.version", contains("2", "1"))
                .body("versions.text", contains(nullValue(), nullValue()));
        acme.request()
                .get("/v1/notices/privacy/versions/2")
                .then()
                .statusCode(200)
                .body("text.en", is("Version 2"));
        acme.request().get("/v1/notices/privacy/versions/3").then().statusCode(404);
        acme.request().get("/v1/notices/cookies/versions").then().statusCode(404);
        acme.requestWith("consent:check").get("/v1/notices/privacy").then().statusCode(403);
        ConsentApi.newTenant(issuer).request().get("/v1/notices/privacy").then().statusCode(404);
    }

    @Test
    void whatANoticeLacksIsSaidAndStopsNothing() throws IOException {
        String text;
        try (InputStream in = NoticeIT.class.getResourceAsStream("/notices/004_73304c2a5e782b00.txt")) {
            assertThat(in).isNotNull();
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, Object> body = Map.of(
                "text",
                Map.of("en", text),
                "summary",
                Map.of("en", "All is new."),
                "effectiveFrom",
                Instant.now().plus(29, ChronoUnit.DAYS).toString(),
                "material",
                true);
        acme.request()
                .body(body)
                .put("/v1/notices/privacy/versions/1")
                .then()
                .statusCode(201)
                .body(
                        "warnings.code",
                        hasItems("short-notice", "no-name", "no-recipients", "no-unsubscribe", "no-changes"))
                .body("warnings.code", not(hasItem("no-retention")))
                .body("warnings.find { it.code == 'no-recipients' }.path", is("text.en"))
                .body("warnings.find { it.code == 'no-recipients' }.rule", containsString("s18(1)(h)(i)"));
        acme.request()
                .body(body)
                .put("/v1/notices/privacy/versions/1")
                .then()
                .statusCode(200)
                .body("warnings.code", hasItems("short-notice", "no-recipients"));
    }

    @Test
    void aPublicationIsToldOfOnce() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            publish("1", LAST_YEAR, MATERIAL).statusCode(201);
            publish("1", LAST_YEAR, MATERIAL).statusCode(200);
            publish("2", NEXT_CENTURY, ",\"reason\":\"service\"").statusCode(201);

            List<NoticePublished> seen = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(acme.tenant() + ":notice:privacy")) {
                        seen.add(EventJson.read(
                                new String(record.value(), StandardCharsets.UTF_8), NoticePublished.class));
                    }
                });
                assertThat(seen).hasSize(2);
            });

            assertThat(seen).extracting(event -> event.notice().version()).containsExactly("1", "2");
            assertThat(seen.get(0).effectiveFrom()).isEqualTo(LAST_YEAR);
            assertThat(seen.get(0).isMaterial()).isTrue();
            assertThat(seen.get(0).requiresReconsent()).hasToString("[offers]");
            assertThat(seen.get(0).texts()).hasSize(2);
            assertThat(seen.get(1).requiresReconsent()).isNull();
        }
    }

    @Test
    void aConsentCitesAVersionInForceWhenItWasGiven() {
        cite("privacy", "0", "grant", Instant.now()).statusCode(201);
        publish("1", LAST_YEAR, "").statusCode(201);
        publish("2", Instant.parse("2026-01-01T00:00:00Z"), ",\"reason\":\"law\"")
                .statusCode(201);

        cite("privacy", "2", "grant", Instant.now()).statusCode(201);
        cite("privacy", "1", "grant", Instant.parse("2025-12-31T23:59:59Z")).statusCode(201);
        cite("privacy", "1", "renew", Instant.parse("2026-01-01T00:00:00Z"))
                .statusCode(422)
                .body("violations.path", contains("notice.version"))
                .body("violations.code", contains("not-in-force"));
        cite("privacy", "2", "grant", Instant.parse("2025-12-31T23:59:59Z"))
                .statusCode(422)
                .body("violations.code", contains("not-in-force"));
        cite("privacy", "0", "grant", Instant.now())
                .statusCode(422)
                .body("violations.path", contains("notice.version"))
                .body("violations.code", contains("unknown-notice-version"));
        cite("cookies", "1", "grant", Instant.now()).statusCode(201);
        // an opt-out is never made hard
        cite("privacy", "0", "withdraw", Instant.now()).statusCode(201);
    }

    @Test
    void aConsentIsGoodUntilTheMaterialChangeTakesEffect() {
        publish("1", LAST_YEAR, "").statusCode(201);
        String consent = cite("privacy", "1", "grant", Instant.now()).extract().path("events[0].eventId");
        Instant effective = ConsentApi.IN_CONTACT_HOURS.plusSeconds(60);
        publish("2", effective, MATERIAL + ",\"reason\":\"service\"").statusCode(201);

        acme.check(EMAIL)
                .body("results[0].decision", is("allow"))
                .body("results[0].validUntil", is(effective.toString()));
        acme.request()
                .body(ConsentApi.question(EMAIL).replace(ConsentApi.IN_CONTACT_HOURS.toString(), effective.toString()))
                .post("/v1/check")
                .then()
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons.code", contains("RECONSENT_REQUIRED"))
                .body("results[0].reasons[0].evidence", is(consent));
    }

    @Test
    void whatWasDecidedBeforeAChangeIsExplainedWithoutIt() {
        publish("1", LAST_YEAR, "").statusCode(201);
        String consent = cite("privacy", "1", "grant", Instant.now()).extract().path("events[0].eventId");
        String before = decide();
        publish("2", Instant.now(), MATERIAL + ",\"reason\":\"service\"").statusCode(201);
        acme.check(EMAIL).body("results[0].reasons.code", contains("RECONSENT_REQUIRED"));
        String between = decide();
        cite("privacy", "2", "grant", Instant.now()).statusCode(201);
        acme.check(EMAIL).body("results[0].decision", is("allow"));
        publish("3", Instant.now(), MATERIAL + ",\"reason\":\"law\"").statusCode(201);
        acme.check(EMAIL).body("results[0].reasons.code", contains("RECONSENT_REQUIRED"));

        explain(before).body("agrees", is(true)).body("replayed.decision", is("allow"));
        explain(between)
                .body("agrees", is(true))
                .body("replayed.reasons.code", contains("RECONSENT_REQUIRED"))
                .body("replayed.reasons[0].detail", containsString("Version 2 of the notice privacy"))
                .body("evidence.id", contains(consent));
    }

    @Test
    void everyDecisionBetweenPublicationsAgreesWithItsReplay() {
        long seed = Long.getLong("history.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        publish("0", LAST_YEAR, "").statusCode(201);
        for (int i = 1; i <= 30; i++) {
            switch (random.nextInt(4)) {
                case 0 ->
                    publish("" + i, Instant.now(), ",\"reason\":\"law\"" + (random.nextBoolean() ? MATERIAL : ""))
                            .statusCode(201);
                case 1 -> cite("privacy", "" + random.nextInt(i), "grant", Instant.now());
                case 2 -> acme.record(EMAIL, random.nextInt(3) == 0 ? "withdraw" : "renew");
                default -> ids.add(decide());
            }
        }

        for (String id : ids) {
            assertThat((boolean) explain(id).extract().path("agrees"))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void aRepeatGetsTheFirstAnswerThoughTheNoticeThatItCitesHasBeenReplacedSince() {
        publish("1", LAST_YEAR, "").statusCode(201);
        Instant occurredAt = Instant.now();
        String first =
                citeOnce("k-1", "1", occurredAt).statusCode(201).extract().asString();
        publish("2", occurredAt.minusSeconds(1), ",\"reason\":\"law\"").statusCode(201);

        citeOnce("k-2", "1", occurredAt).statusCode(422).body("violations.code", contains("not-in-force"));
        String again =
                citeOnce("k-1", "1", occurredAt).statusCode(201).extract().asString();

        assertThat(again).isEqualTo(first);
    }

    private ValidatableResponse citeOnce(String key, String version, Instant occurredAt) {
        return acme.request()
                .header("Idempotency-Key", key)
                .body(citation("privacy", version, "grant", occurredAt))
                .post("/v1/consents")
                .then();
    }

    @Test
    void whoMayPublishAndWhatIsNamedWhenItIsWrong() {
        acme.requestWith("consent:read")
                .body("{}")
                .put("/v1/notices/privacy/versions/1")
                .then()
                .statusCode(403);
        acme.request()
                .body("{\"text\":{},\"requiresReconsent\":[\"unheard-of\"]}")
                .put("/v1/notices/Privacy/versions/1")
                .then()
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("key", "text", "effectiveFrom", "requiresReconsent[0]"));
        acme.request()
                .body("{\"texts\":{}}")
                .put("/v1/notices/privacy/versions/1")
                .then()
                .statusCode(400)
                .body("violations[0].path", is("texts"));
    }

    /** What the migration does to facts from before it, done again to facts that lack what they would lack. */
    @Test
    void consentsFromBeforeKnowTheNoticeThatTheyCited() throws Exception {
        publish("1", LAST_YEAR, "").statusCode(201);
        cite("privacy", "1", "grant", Instant.now()).statusCode(201);
        acme.record(EMAIL.replace("thandi", "sipho"), "grant").statusCode(201);
        publish("2", Instant.now(), MATERIAL + ",\"reason\":\"service\"").statusCode(201);
        cite("privacy", "2", "grant", Instant.now()).statusCode(201);
        try (ServiceDatabase service = ServiceDatabase.asService(acme.tenant())) {
            String facts = facts(service);
            assertThat(service.run("update contact_facts set facts = facts #- '{consents,0,notice}'"))
                    .isEqualTo(2);
            assertThat(facts(service)).doesNotContain("privacy").isNotEqualTo(facts);

            service.run(backfill());

            assertThat(facts(service)).isEqualTo(facts);
        }
        acme.check(EMAIL).body("results[0].decision", is("allow"));
    }

    private static String backfill() throws IOException {
        try (InputStream in = NoticeIT.class.getResourceAsStream("/db/migration/V150__notice.sql")) {
            assertThat(in).isNotNull();
            String migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return migration.substring(
                    migration.indexOf("-- from the ledger"), migration.indexOf("-- so much from the ledger"));
        }
    }

    private static String facts(ServiceDatabase database) throws Exception {
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "select string_agg(facts::text, ' ' order by address_key) from contact_facts")) {
            row.next();
            return row.getString(1);
        }
    }

    private static final String MATERIAL =
            ",\"summary\":{\"en\":\"We share more.\",\"zu\":\"Sabelana okwengeziwe.\"},\"requiresReconsent\":[\"offers\"]";

    private ValidatableResponse publish(String version, Instant effectiveFrom, String more) {
        return acme.request()
                .body("""
                    {"text":{"en":"Version %s","zu":"Inguqulo %s"},"effectiveFrom":"%s"%s}""".formatted(version, version, effectiveFrom, more))
                .put("/v1/notices/privacy/versions/" + version)
                .then();
    }

    private ValidatableResponse inForce(String at) {
        return acme.request().queryParam("at", at).get("/v1/notices/privacy").then();
    }

    private ValidatableResponse cite(String key, String version, String action, Instant occurredAt) {
        return acme.request()
                .body(citation(key, version, action, occurredAt))
                .post("/v1/consents")
                .then();
    }

    private static String citation(String key, String version, String action, Instant occurredAt) {
        return """
            {"subject":{"email":"%s"},"decisions":[{"purpose":"offers","channel":"email","action":"%s"}],
             "notice":{"key":"%s","version":"%s"},
             "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject",
                         "occurredAt":"%s"}}""".formatted(EMAIL, action, key, version, occurredAt);
    }

    private String decide() {
        return acme.check(EMAIL).statusCode(200).extract().path("results[0].decisionId");
    }

    private ValidatableResponse explain(String id) {
        return acme.request().get("/v1/decisions/" + id).then().statusCode(200);
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", setting("consentry.kafka.bootstrap")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topic.CONSENT_EVENTS.partitions())
                .mapToObj(partition -> new TopicPartition(Topic.CONSENT_EVENTS.topicName(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> assertThat(consumer.position(partition)).isNotNegative());
        return consumer;
    }
}
