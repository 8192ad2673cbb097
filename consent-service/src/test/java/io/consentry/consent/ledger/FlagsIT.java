package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Children and restricted people, from the call that marks them to the check. */
@QuarkusTest
class FlagsIT extends WithServers {

    @Test
    void aChildGetsMarketingOnlyWhileACompetentPersonHasConsented() {
        String subject = acme.record("child@example.org", "grant").extract().path("subjectId");
        acme.check("child@example.org").body("results[0].decision", is("allow"));

        String event =
                flag(subject, "{\"child\":true}").statusCode(201).extract().path("eventId");

        acme.check("child@example.org")
                .body("results[0].reasons.code", contains("CHILD"))
                .body("results[0].reasons[0].evidence", is(event));
        Instant end = ConsentApi.IN_CONTACT_HOURS.plus(1, ChronoUnit.HOURS);
        String consent = """
                {"child":true,"competentConsent":{"reference":"form 118","givenAt":"2026-01-01T00:00:00Z","validUntil":"%s"}}""";
        flag(subject, consent.formatted(end)).statusCode(201);
        acme.check("child@example.org").body("results[0].decision", is("allow"));
        plannedFor("child@example.org", end).body("results[0].reasons.code", contains("CHILD"));
        flag(subject, "{\"child\":false}").statusCode(201);
        plannedFor("child@example.org", end).body("results[0].decision", is("allow"));
    }

    private ValidatableResponse plannedFor(String email, Instant sendAt) {
        return acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"%s"},"channel":"email","purpose":"offers","sendAt":"%s"}]}""".formatted(email, sendAt))
                .post("/v1/check")
                .then();
    }

    @Test
    void aRestrictionHoldsAtEveryAddressOfThePersonAlsoAtOneAddedLater() {
        String grant = """
                {"subject":{"externalId":"crm-1",%s},"decisions":[{"purpose":"offers","channel":"%s","action":"grant"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""";
        String subject = acme.request()
                .body(grant.formatted("\"email\":\"one@example.org\"", "email"))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("subjectId");

        flag(subject, "{\"restricted\":true,\"reference\":\"case 17\"}").statusCode(201);

        acme.request()
                .body(grant.formatted("\"phone\":\"+27821234567\"", "sms"))
                .post("/v1/consents")
                .then()
                .statusCode(201);
        acme.request()
                .body("""
                    {"checks":[
                      {"recipient":{"email":"one@example.org"},"channel":"email","purpose":"offers","sendAt":"%1$s"},
                      {"recipient":{"phone":"+27821234567"},"channel":"sms","purpose":"offers","sendAt":"%1$s"},
                      {"recipient":{"externalId":"crm-1"},"channel":"sms","purpose":"offers","sendAt":"%1$s"},
                      {"recipient":{"phone":"+27821234567"},"channel":"sms","messageClass":"authentication"},
                      {"recipient":{"phone":"+27821234567"},"channel":"sms","messageClass":"legal"}]}""".formatted(ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then()
                .body("results[0].reasons.code", contains("RESTRICTED"))
                .body("results[1].reasons.code", contains("RESTRICTED"))
                .body("results[2].reasons.code", contains("RESTRICTED"))
                .body("results[3].reasons.code", contains("RESTRICTED"))
                .body("results[4].decision", is("allow"));
        flag(subject, "{\"restricted\":false}").statusCode(201);
        acme.request()
                .body("""
                    {"checks":[{"recipient":{"externalId":"crm-1"},"channel":"sms","purpose":"offers","sendAt":"%s"}]}""".formatted(ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then()
                .body("results[0].decision", is("allow"));
    }

    @Test
    void lookupAndHistoryShowTheFlagsAndOnlyAuditorsTheirReferences() {
        String subject = acme.record("child@example.org", "grant").extract().path("subjectId");
        Instant before = Instant.now();
        String event = flag(subject, """
                {"child":true,"restricted":true,"reference":"case 17",
                 "competentConsent":{"reference":"form 118","givenAt":"2026-01-01T00:00:00Z"}}""").extract().path("eventId");

        lookup("child@example.org", "")
                .body("flags.flag", containsInAnyOrder("child", "restricted"))
                .body("flags.eventId", contains(event, event))
                .body("consents.status", contains("ConsentGiven"));
        lookup("child@example.org", ",\"knownAt\":\"" + before + "\"").body("flags", hasSize(0));
        String history = acme.request()
                .get("/v1/subjects/" + subject + "/history")
                .then()
                .body("events.type", contains("io.consentry.consent.given.v1", "io.consentry.subject.flagged.v1"))
                .body("events[1].flags.child", is(true))
                .body("events[1].change", nullValue())
                .extract()
                .asString();
        assertThat(history).doesNotContain("form 118").doesNotContain("case 17");
        acme.request().get("/v1/consents/" + event).then().statusCode(200).body("flags.restricted", is(true));
        acme.requestWith("consent:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(403);
        acme.requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(200)
                .body("reference", is("case 17"))
                .body("competentReference", is("form 118"));
    }

    private ValidatableResponse lookup(String email, String more) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"" + email + "\"}" + more + "}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200);
    }

    @Test
    void theReferenceStandsInNoEventAndNoRow() throws Exception {
        String subject = acme.record("child@example.org", "grant").extract().path("subjectId");
        flag(subject, "{\"restricted\":true,\"reference\":\"the-special-reference\"}")
                .statusCode(201);

        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant());
                Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from ledger_event e where e::text like '%the-special-reference%'")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
            assertThat(database.count("ledger_event where type = 'io.consentry.subject.flagged.v1'"))
                    .isOne();
        }
    }

    @Test
    void anotherTenantsTokenFindsNobody() {
        String subject = acme.record("child@example.org", "grant").extract().path("subjectId");
        ConsentApi globex = ConsentApi.newTenant(issuer);

        globex.request()
                .body("{\"restricted\":true}")
                .post("/v1/subjects/" + subject + "/flags")
                .then()
                .statusCode(404)
                .body("code", is("not-found"));
        flag(UUID.randomUUID().toString(), "{\"restricted\":true}").statusCode(404);
        acme.requestWith("consent:read", "consent:check")
                .body("{\"restricted\":true}")
                .post("/v1/subjects/" + subject + "/flags")
                .then()
                .statusCode(403);
        acme.check("child@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void aRepeatWithTheSameKeyIsOneEvent() {
        String subject = acme.record("child@example.org", "grant").extract().path("subjectId");
        String first =
                keyed(subject, "{\"child\":true}").statusCode(201).extract().path("eventId");

        keyed(subject, "{\"child\":true}").statusCode(201).body("eventId", is(first));
        keyed(subject, "{\"child\":false}").statusCode(422).body("code", is("idempotency-key-reused"));
        acme.request().get("/v1/subjects/" + subject + "/history").then().body("events", hasSize(2));
    }

    private ValidatableResponse keyed(String subject, String body) {
        return acme.request()
                .header("Idempotency-Key", "flag-1")
                .body(body)
                .post("/v1/subjects/" + subject + "/flags")
                .then();
    }

    @Test
    void everyBrokenRuleIsNamed() {
        String subject = acme.record("child@example.org", "grant").extract().path("subjectId");

        flag(subject, "{}").statusCode(422).body("violations.path", contains("child"));
        flag(subject, """
                {"restricted":true,"occurredAt":"2126-01-01T00:00:00Z","reference":"%s",
                 "competentConsent":{"givenAt":"yesterday","validUntil":"2026-01-01T00:00:00Z"}}""".formatted("x".repeat(201)))
                .statusCode(422)
                .body(
                        "violations.path",
                        containsInAnyOrder(
                                "reference",
                                "occurredAt",
                                "competentConsent",
                                "competentConsent.reference",
                                "competentConsent.givenAt"));
        flag(subject, """
                {"child":true,"competentConsent":{"reference":"f","givenAt":"2026-01-01T00:00:00Z","validUntil":"2026-01-01T00:00:00Z"}}""")
                .statusCode(422)
                .body("violations.path", contains("competentConsent.validUntil"))
                .body("violations.code", contains("order"));
        flag(subject, "{\"kid\":true}").statusCode(400).body("violations[0].path", is("kid"));
        acme.request().get("/v1/subjects/" + subject + "/history").then().body("events", hasSize(1));
    }

    private ValidatableResponse flag(String subject, String body) {
        return acme.request()
                .body(body)
                .post("/v1/subjects/" + subject + "/flags")
                .then();
    }
}
