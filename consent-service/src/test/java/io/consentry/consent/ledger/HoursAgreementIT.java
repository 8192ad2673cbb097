package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule A-18: who agreed in writing is contacted outside the law's hours, from the call that records it to the check. */
@QuarkusTest
class HoursAgreementIT extends WithServers {

    private static final String EMAIL = "thandi@example.org";
    /** Noon in Johannesburg. */
    private static final String SUNDAY = "2027-06-06T10:00:00Z";

    private static final String SUNDAYS = "\"weekly\":[{\"days\":[\"SUNDAY\"],\"from\":\"10:00\",\"to\":\"16:00\"}]";
    private static final String EVIDENCE = """
            "evidence":{"method":"paper","affirmativeAction":"signature","actor":"subject","source":"form 118","occurredAt":"%s",
             "wording":"You may also write to me on Sundays"}""";

    /** A list that is fresh when the messages are to be sent. */
    @BeforeEach
    void cleanse() {
        acme.cleanse(Instant.parse("2027-06-01T08:00:00Z"));
    }

    @Test
    void whoAgreedToSundaysIsContactedOnSundaysUntilTheAgreementIsEnded() {
        String subject = consented(EMAIL);
        check(EMAIL, SUNDAY).body("results[0].decision", is("defer"));

        agree(subject, agreement("email", SUNDAYS)).statusCode(201);

        check(EMAIL, SUNDAY).body("results[0].decision", is("allow"));
        check(EMAIL, "2027-06-06T14:00:00Z").body("results[0].nextAllowedAt", is("2027-06-07T06:00:00Z"));
        check(EMAIL, "2027-06-05T20:00:00Z").body("results[0].nextAllowedAt", is("2027-06-06T08:00:00Z"));
        end(subject, "{\"channels\":[\"sms\"]}").statusCode(201);
        check(EMAIL, SUNDAY).body("results[0].decision", is("allow"));
        end(subject, "{\"reference\":\"call 9\"}").statusCode(201);
        check(EMAIL, SUNDAY).body("results[0].decision", is("defer"));
    }

    @Test
    void aDecisionThatRestedOnAnAgreementIsExplainedByItAlsoAfterItsEnd() {
        String subject = consented(EMAIL);
        String agreement = agree(subject, agreement("email", SUNDAYS)).extract().path("eventId");
        String allowed = check(EMAIL, SUNDAY).extract().path("results[0].decisionId");
        acme.record(EMAIL, "withdraw").statusCode(201);
        acme.request()
                .body(ConsentApi.decision(EMAIL, "withdraw").replace("\"purpose\":\"offers\",", ""))
                .post("/v1/consents")
                .then()
                .statusCode(201);
        acme.record(EMAIL, "grant").statusCode(201);
        String deferred = check(EMAIL, SUNDAY)
                .body("results[0].decision", is("defer"))
                .extract()
                .path("results[0].decisionId");
        agree(subject, agreement("email", "\"anyTime\":true")).statusCode(201);
        String again = check(EMAIL, SUNDAY)
                .body("results[0].decision", is("allow"))
                .extract()
                .path("results[0].decisionId");

        explain(allowed)
                .body("agrees", is(true))
                .body("replayed.decision", is("allow"))
                .body("evidence.kind", containsInAnyOrder("consent", "agreement"))
                .body("evidence.id", hasItem(agreement));
        explain(deferred).body("agrees", is(true)).body("replayed.reasons.code", contains("QUIET_HOURS"));
        explain(again).body("agrees", is(true)).body("replayed.decision", is("allow"));
    }

    @Test
    void everybodyWhoIsKnownByTheAddressMustAgreeAlsoWhoComesLater() {
        String thandi = named("crm-1", "\"email\":\"both@example.org\"", "email");
        agree(thandi, agreement("email", "\"anyTime\":true")).statusCode(201);
        check("both@example.org", SUNDAY).body("results[0].decision", is("allow"));

        String sipho = named("crm-2", "\"email\":\"both@example.org\",\"phone\":\"+27821234567\"", "sms");

        check("both@example.org", SUNDAY).body("results[0].decision", is("defer"));
        agree(sipho, agreement("email", SUNDAYS)).statusCode(201);
        check("both@example.org", SUNDAY).body("results[0].decision", is("allow"));
        check("both@example.org", "2027-06-06T20:00:00Z").body("results[0].decision", is("defer"));
        end(thandi, "{}").statusCode(201);
        check("both@example.org", SUNDAY).body("results[0].decision", is("defer"));
    }

    @Test
    void whoWasThereBeforeMustAgreeToo() {
        named("crm-2", "\"email\":\"both@example.org\",\"phone\":\"+27821234567\"", "sms");
        String thandi = named("crm-1", "\"email\":\"both@example.org\"", "email");

        agree(thandi, agreement("email", "\"anyTime\":true")).statusCode(201);

        check("both@example.org", SUNDAY).body("results[0].decision", is("defer"));
    }

    @Test
    void anAddressThatIsAddedLaterIsNotCovered() {
        String subject = named("crm-1", "\"email\":\"one@example.org\"", "email");
        agree(subject, agreement("email", "\"anyTime\":true")).statusCode(201);

        named("crm-1", "\"email\":\"two@example.org\"", "email");

        check("one@example.org", SUNDAY).body("results[0].decision", is("allow"));
        check("two@example.org", SUNDAY).body("results[0].decision", is("defer"));
        acme.request().body("""
                    {"checks":[{"recipient":{"externalId":"crm-1"},"channel":"email","purpose":"offers","sendAt":"%s"}]}""".formatted(SUNDAY)).post("/v1/check").then().body("results[0].decision", is("defer"));
    }

    @Test
    void itLoosensNothingElse() {
        String subject = consented(EMAIL);
        agree(subject, agreement("email", "\"anyTime\":true")).statusCode(201);
        acme.record(EMAIL, "withdraw").statusCode(201);

        check(EMAIL, SUNDAY)
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons.code", contains("NO_CONSENT"));
        acme.cleanse(Instant.parse("2027-06-01T08:00:00Z"));
        check(EMAIL, "2027-12-05T10:00:00Z").body("results[0].reasons.code", contains("NCC_STALE", "NO_CONSENT"));
    }

    @Test
    void lookupAndHistoryShowItAndOnlyAuditorsItsWording() {
        String subject = consented(EMAIL);
        Instant before = Instant.now();
        String event = agree(subject, agreement("email\",\"sms", SUNDAYS + ",\"validUntil\":\"2100-01-01T00:00:00Z\""))
                .statusCode(201)
                .extract()
                .path("eventId");

        lookup("")
                .body("hoursAgreements.eventId", contains(event))
                .body("hoursAgreements[0].channels", contains("email", "sms"))
                .body("hoursAgreements[0].hours.weekly[0].day", is("SUNDAY"))
                .body("hoursAgreements[0].validUntil", is("2100-01-01T00:00:00Z"));
        lookup(",\"knownAt\":\"" + before + "\"").body("hoursAgreements", hasSize(0));
        end(subject, "{\"channels\":[\"email\"]}").statusCode(201);
        lookup("").body("hoursAgreements[0].channels", contains("sms"));
        String history = acme.request()
                .get("/v1/subjects/" + subject + "/history")
                .then()
                .body(
                        "events.type",
                        contains(
                                "io.consentry.consent.given.v1",
                                "io.consentry.subject.hours-agreed.v1",
                                "io.consentry.subject.hours-agreement-ended.v1"))
                .body("events[1].agreement.hours.publicHolidays", is(false))
                .body("events[2].agreementEnd.channels", contains("email"))
                .extract()
                .asString();
        assertThat(history).doesNotContain("on Sundays").doesNotContain("form 118");
        acme.requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(200)
                .body("wording", is("You may also write to me on Sundays"));
    }

    private ValidatableResponse lookup(String more) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"" + EMAIL + "\"}" + more + "}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200);
    }

    @Test
    void whatWasAgreedBeforeAnEndOrALaterAgreementIsLateNews() {
        String subject = consented(EMAIL);
        agree(subject, agreement("email", SUNDAYS)).statusCode(201);

        agree(subject, earlier(agreement("email", "\"anyTime\":true")))
                .statusCode(409)
                .body("code", is("stale-agreement"));
        agree(subject, earlier(agreement("sms", SUNDAYS)))
                .statusCode(422)
                .body("violations.code", contains("no-address"));
        end(subject, "{}").statusCode(201);
        agree(subject, earlier(agreement("email", SUNDAYS))).statusCode(409);
        check(EMAIL, SUNDAY).body("results[0].decision", is("defer"));
        agree(subject, agreement("email", SUNDAYS)).statusCode(201);
        check(EMAIL, SUNDAY).body("results[0].decision", is("allow"));
    }

    private static String earlier(String agreement) {
        return agreement.replaceFirst(
                "\"occurredAt\":\"[^\"]*\"", "\"occurredAt\":\"" + Instant.now().minus(1, ChronoUnit.HOURS) + "\"");
    }

    @Test
    void everyBrokenRuleIsNamed() {
        String subject = consented(EMAIL);

        agree(subject, "{}")
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("channels", "weekly", "evidence"));
        agree(subject, """
                {"channels":["email","email","fax"],"anyTime":true,"publicHolidays":true,"validUntil":"2020-01-01T00:00:00Z",
                 "evidence":{"method":"voice","affirmativeAction":"spoken","actor":"agent","recordingRef":"r",
                  "recordingSha256":"%s"}}""".formatted("0".repeat(64)))
                .statusCode(422)
                .body(
                        "violations.path",
                        containsInAnyOrder(
                                "channels[1]",
                                "channels[2]",
                                "anyTime",
                                "validUntil",
                                "evidence.method",
                                "evidence.affirmativeAction",
                                "evidence.actor",
                                "evidence.wording"));
        agree(
                        subject,
                        agreement(
                                "email",
                                "\"weekly\":[{\"days\":[\"MONDAY\",\"Tue\"],\"from\":\"06:00\",\"to\":\"24:00\"},"
                                        + "{\"days\":[\"MONDAY\"],\"from\":\"22:00\",\"to\":\"02:00\"},"
                                        + "{\"days\":[],\"from\":\"24:00\",\"to\":\"8\"}]"))
                .statusCode(422)
                .body(
                        "violations.path",
                        containsInAnyOrder(
                                "weekly[0].days[1]",
                                "weekly[1].to",
                                "weekly[2].from",
                                "weekly[2].to",
                                "weekly[2].days",
                                "weekly"));
        end(
                        subject,
                        "{\"channels\":[],\"reference\":\"%s\",\"occurredAt\":\"2126-01-01T00:00:00Z\"}"
                                .formatted("x".repeat(201)))
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("channels", "reference", "occurredAt"));
        acme.request().get("/v1/subjects/" + subject + "/history").then().body("events", hasSize(1));
    }

    @Test
    void anotherTenantsTokenFindsNobodyAndARepeatIsOneEvent() throws Exception {
        String subject = consented(EMAIL);
        ConsentApi globex = ConsentApi.newTenant(issuer);
        globex.request()
                .body(agreement("email", SUNDAYS))
                .post("/v1/subjects/" + subject + "/hours-agreements")
                .then()
                .statusCode(404);
        globex.request()
                .body("{}")
                .post("/v1/subjects/" + subject + "/hours-agreements/end")
                .then()
                .statusCode(404);
        agree(UUID.randomUUID().toString(), agreement("email", SUNDAYS)).statusCode(404);
        acme.requestWith("consent:read")
                .body(agreement("email", SUNDAYS))
                .post("/v1/subjects/" + subject + "/hours-agreements")
                .then()
                .statusCode(403);

        String agreement = agreement("email", SUNDAYS);
        String first = keyed(subject, agreement).statusCode(201).extract().path("eventId");
        keyed(subject, agreement).statusCode(201).body("eventId", is(first));

        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            assertThat(database.count("ledger_event where type = 'io.consentry.subject.hours-agreed.v1'"))
                    .isOne();
        }
    }

    private ValidatableResponse keyed(String subject, String agreement) {
        return acme.request()
                .header("Idempotency-Key", "hours-1")
                .body(agreement)
                .post("/v1/subjects/" + subject + "/hours-agreements")
                .then();
    }

    private String consented(String email) {
        return acme.record(email, "grant").statusCode(201).extract().path("subjectId");
    }

    private String named(String externalId, String identifiers, String channel) {
        return acme.request()
                .body("""
                    {"subject":{"externalId":"%s",%s},"decisions":[{"purpose":"offers","channel":"%s","action":"grant"}],
                     "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""".formatted(externalId, identifiers, channel))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("subjectId");
    }

    private static String agreement(String channel, String hours) {
        return "{\"channels\":[\"" + channel + "\"]," + hours + "," + EVIDENCE.formatted(Instant.now()) + "}";
    }

    private ValidatableResponse agree(String subject, String body) {
        return acme.request()
                .body(body)
                .post("/v1/subjects/" + subject + "/hours-agreements")
                .then();
    }

    private ValidatableResponse end(String subject, String body) {
        return acme.request()
                .body(body)
                .post("/v1/subjects/" + subject + "/hours-agreements/end")
                .then();
    }

    private ValidatableResponse check(String email, String sendAt) {
        return acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"%s"},"channel":"email","purpose":"offers","sendAt":"%s"}]}""".formatted(email, sendAt))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse explain(String decisionId) {
        return acme.request().get("/v1/decisions/" + decisionId).then().statusCode(200);
    }
}
