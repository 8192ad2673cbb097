package io.consentry.consent.explain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Capability K7: a decision is explained as it was made, whatever has happened since. */
@QuarkusTest
class DecisionIT extends WithServers {

    private static final String EMAIL = "thandi@example.org";

    @Inject
    TenantDirectory tenants;

    @Test
    void anAllowedMessageIsExplainedByTheConsentAlsoAfterItsWithdrawal() {
        String consent = acme.record(EMAIL, "grant").extract().path("events[0].eventId");
        String id = decide(EMAIL);
        acme.record(EMAIL, "withdraw").statusCode(201);
        acme.check(EMAIL).body("results[0].decision", is("deny"));

        explain(id)
                .statusCode(200)
                .body("agrees", is(true))
                .body("decided.decision", is("allow"))
                .body("decided.consentEventId", is(consent))
                .body("replayed.decision", is("allow"))
                .body("asked.channel", is("email"))
                .body("asked.purpose", is("offers"))
                .body("recipients", contains(startsWith("t***@")))
                .body("evidence.size()", is(1))
                .body("evidence[0].id", is(consent))
                .body("evidence[0].what", is("ConsentGiven"));
    }

    @Test
    void aDenialIsExplainedByTheEntryAndTheWithdrawalThatItNamed() {
        acme.record(EMAIL, "grant").statusCode(201);
        acme.record(EMAIL, "withdraw").statusCode(201);
        UUID entry = suppress(EMAIL, "complaint");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> acme.check(EMAIL)
                .body("results[0].reasons.code", hasItem("SUPPRESSED_COMPLAINT")));
        String id = decide(EMAIL);
        release(EMAIL, entry);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> acme.check(EMAIL).body("results[0].reasons.code", contains("NO_CONSENT")));

        explain(id)
                .statusCode(200)
                .body("agrees", is(true))
                .body("decided.reasons.code", contains("SUPPRESSED_COMPLAINT", "NO_CONSENT"))
                .body("evidence.kind", hasItems("consent", "suppression"))
                .body("evidence.what", hasItems("ConsentWithdrawn", "complaint"));
    }

    @Test
    void aDecisionAboutAPersonWithManyAddressesIsExplained() {
        for (int i = 0; i < 199; i++) {
            acme.request().body("""
                    {"subject":{"externalId":"crm-many","email":"many%d@example.org"},
                     "decisions":[{"purpose":"offers","channel":"email","action":"withdraw"}],
                     "evidence":{"method":"explicit_request","actor":"subject"}}""".formatted(i)).post("/v1/consents").then().statusCode(201);
        }
        String id = acme.request()
                .body("""
                {"checks":[{"recipient":{"externalId":"crm-many"},"channel":"email","purpose":"offers"}]}""")
                .post("/v1/check")
                .then()
                .statusCode(200)
                .extract()
                .path("results[0].decisionId");
        assertThat(id).hasSizeGreaterThan(8_000);

        explain(id).statusCode(200).body("agrees", is(true)).body("recipients", hasItem(startsWith("m***@")));
    }

    @Test
    void settingsPurposesAndCalendarAreThoseOfTheMoment() throws Exception {
        acme.record(EMAIL, "grant").statusCode(201);
        String before = decide(EMAIL);

        acme.request()
                .body(ConsentApi.OFFERS.replace("\"email\",", ""))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200)
                .body("version", is(2));
        String day = ConsentApi.IN_CONTACT_HOURS.toString().substring(0, 10);
        String path = "/v1/calendars/ZA/days/" + day;
        try {
            operator().body("{\"name\":\"Election day\"}").put(path).then().statusCode(200);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> acme.check(EMAIL)
                    .body("results[0].reasons.code", contains("CHANNEL_NOT_ALLOWED", "QUIET_HOURS")));
            String after = decide(EMAIL);
            operator().delete(path).then().statusCode(204);

            explain(before).body("agrees", is(true)).body("replayed.decision", is("allow"));
            explain(after)
                    .body("agrees", is(true))
                    .body("replayed.reasons.code", contains("CHANNEL_NOT_ALLOWED", "QUIET_HOURS"));
        } finally {
            try (ServiceDatabase database = ServiceDatabase.asOwner()) {
                database.run("delete from proclaimed_day");
            }
        }
    }

    @Test
    void everyDecisionOfARandomHistoryAgreesWithItsReplay() {
        long seed = Long.getLong("history.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        String[] actions = {"grant", "withdraw", "refuse", "renew"};
        for (int i = 0; i < 60; i++) {
            String email = "p" + random.nextInt(4) + "@example.org";
            acme.record(email, actions[random.nextInt(actions.length)]);
            if (random.nextInt(5) == 0) {
                suppress(email, random.nextBoolean() ? "complaint" : "manual");
            }
            ids.add(decide(email));
        }

        for (String id : ids) {
            assertThat((boolean) explain(id).statusCode(200).extract().path("agrees"))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void anIdSaysNothingToAnotherTenantNorWhenItWasChanged() {
        acme.record(EMAIL, "grant").statusCode(201);
        String id = decide(EMAIL);
        int middle = id.length() / 2;
        char other = id.charAt(middle) == 'A' ? 'B' : 'A';
        ConsentApi globex = ConsentApi.newTenant(issuer);

        globex.request().get("/v1/decisions/" + id).then().statusCode(404).body("code", is("not-found"));
        explain(id.substring(0, middle) + other + id.substring(middle + 1)).statusCode(404);
        explain(id.substring(0, middle)).statusCode(404);
        explain("no-id").statusCode(404);
        acme.requestWith("consent:check").get("/v1/decisions/" + id).then().statusCode(403);
    }

    @Test
    void whoIsNotKnownIsExplainedToo() {
        explain(decide("nobody@example.org"))
                .statusCode(200)
                .body("agrees", is(true))
                .body("decided.reasons.code", contains("NO_CONSENT"))
                .body("recipients.size()", is(0));
        String broken = acme.check("no address").extract().path("results[0].decisionId");
        explain(broken).body("agrees", is(true)).body("decided.reasons.code", hasItem("ADDRESS_INVALID"));
    }

    private String decide(String email) {
        return acme.check(email).statusCode(200).extract().path("results[0].decisionId");
    }

    /** What the migration adds for a tenant, a purpose and an address that were there before anything was noted of them. */
    @Test
    void aDecisionRestsAlsoOnWhatWasThereBeforeChangesWereNoted() throws Exception {
        acme.record(EMAIL, "grant").statusCode(201);
        suppress(EMAIL, "complaint");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> acme.check(EMAIL)
                .body("results[0].reasons.code", hasItem("SUPPRESSED_COMPLAINT")));
        String id = decide(EMAIL);
        try (ServiceDatabase owner = ServiceDatabase.asOwner();
                ServiceDatabase service = ServiceDatabase.asService(acme.tenant());
                InputStream in = DecisionIT.class.getResourceAsStream("/db/migration/V170__replay_backfill.sql")) {
            assertThat(in).isNotNull();
            for (String log : List.of("contact_facts_log", "purpose_version", "tenant_version")) {
                owner.run(("begin; alter table %1$s no force row level security; alter table %1$s disable trigger user;"
                                + " delete from %1$s where tenant_id = '%2$s';"
                                + " alter table %1$s enable trigger user; alter table %1$s force row level security; commit")
                        .formatted(log, acme.tenant()));
                assertThat(service.count(log)).isZero();
            }

            owner.run("begin;" + new String(in.readAllBytes(), StandardCharsets.UTF_8) + "commit");

            assertThat(service.count("contact_facts_log")).isOne();
            assertThat(owner.count("contact_facts_log"))
                    .as("hidden from the owner again")
                    .isZero();
        }
        explain(id)
                .statusCode(200)
                .body("agrees", is(true))
                .body("replayed.reasons.code", hasItem("SUPPRESSED_COMPLAINT"));
    }

    private ValidatableResponse explain(String id) {
        return acme.request().get("/v1/decisions/" + id).then();
    }

    private io.restassured.specification.RequestSpecification operator() {
        return given().auth()
                .oauth2(issuer.token(null, "consentry-operator", "platform:operate"))
                .contentType(ContentType.JSON);
    }

    private UUID suppress(String email, String reason) {
        UUID entry = UUID.randomUUID();
        publish(email, "added", """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"reason":"%s","origin":"recipient",
                 "since":"2026-06-01T10:00:00Z"}""".formatted(entry, key(email), reason));
        return entry;
    }

    private void release(String email, UUID entry) {
        publish(email, "released", """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"releasedAt":"2026-06-02T10:00:00Z"}""".formatted(entry, key(email)));
    }

    private void publish(String email, String what, String data) {
        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key(email),
                "io.consentry.suppression." + what + ".v1",
                System.nanoTime() + ".1",
                data,
                UUID.randomUUID());
    }

    private String key(String email) {
        return tenants.get(new TenantId(acme.tenant()))
                .map(tenant -> AddressKeys.keyed(
                                tenant.keys(), new AddressNormaliser().normalise(AddressKind.EMAIL, email, "ZA"))
                        .key()
                        .value())
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
