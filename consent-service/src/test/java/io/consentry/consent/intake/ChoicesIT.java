package io.consentry.consent.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the preference center tells, from the event to the check. */
@QuarkusTest
class ChoicesIT extends WithServers {

    private static final String PERSON = "thandi@example.org";

    @Inject
    TenantDirectory tenants;

    @Test
    void aTickIsAConsentWithItsEvidence() {
        ConsistencyToken place = submit(PERSON, choice("offers", "email", true), Instant.now());
        check(PERSON, "email", place).body("results[0].decision", is("allow"));

        String event = lookup(PERSON)
                .body("consents", hasSize(1))
                .body("consents[0].status", is("ConsentGiven"))
                .extract()
                .path("consents[0].eventId");
        acme.requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .body("method", is("preference_center"))
                .body("actor", is("subject"))
                .body("source", is("preference-center/3"))
                .body("locale", is("af"))
                .body("notice", nullValue());
    }

    @Test
    void aTickLiftsAnEarlierOptOutAndAClearedBoxIsOneAgain() {
        acme.record(PERSON, "withdraw").statusCode(201);
        check(PERSON, "email", submit(PERSON, choice("offers", "email", true), Instant.now()))
                .body("results[0].decision", is("allow"));
        check(PERSON, "email", submit(PERSON, choice("offers", "email", false), Instant.now()))
                .body("results[0].decision", is("deny"));
    }

    @Test
    void aTickFromBeforeAnOptOutLiftsNothing() {
        Instant before = Instant.now();
        acme.record(PERSON, "withdraw").statusCode(201);
        check(PERSON, "email", submit(PERSON, choice("offers", "email", true), before))
                .body("results[0].decision", is("deny"));
    }

    @Test
    void aFormThatIsSentTwiceIsRecordedOnce() {
        for (int i = 0; i < 2; i++) {
            submit(PERSON, choice("offers", "email", true), Instant.now());
        }
        ConsistencyToken place = submit(PERSON, choice("offers", "email", true), Instant.now());
        check(PERSON, "email", place);
        history(PERSON).body("events", hasSize(1));
        submit(PERSON, choice("offers", "email", false), Instant.now());
        check(PERSON, "email", submit(PERSON, choice("offers", "email", false), Instant.now()));
        history(PERSON).body("events", hasSize(2));
    }

    @Test
    void aChoiceThatIsNamedTwiceIsRecordedOnce() {
        String no = choice("offers", "email", false);
        check(PERSON, "email", submit(PERSON, no + "," + no, Instant.now())).body("results[0].decision", is("deny"));
        history(PERSON).body("events", hasSize(1));
    }

    @Test
    void whatTheCatalogueDoesNotOfferOrTheAddressCannotReceiveIsNoConsent() {
        ConsistencyToken place = submit(
                PERSON,
                choice("unheard-of", "email", true) + "," + choice("offers", "sms", true) + ","
                        + choice("offers", "voice", true),
                Instant.now());
        check(PERSON, "email", place).body("results[0].decision", is("deny"));
        lookup(PERSON).body("consents", hasSize(0));
    }

    @Test
    void aClearedBoxOfAnotherChannelStopsThePersonThere() {
        acme.request().body("""
                    {"subject":{"email":"thandi@example.org","phone":"+27821234567"},
                     "decisions":[{"purpose":"offers","channel":"sms","action":"grant"}],
                     "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""").post("/v1/consents").then().statusCode(201);
        ConsistencyToken place = submit(PERSON, choice("offers", "sms", false), Instant.now());
        acme.request()
                .body("""
                    {"checks":[{"recipient":{"phone":"+27821234567"},"channel":"sms","purpose":"offers","sendAt":"%s"}],
                     "consistency":{"atLeast":"%s"}}""".formatted(ConsentApi.IN_CONTACT_HOURS, place.text()))
                .post("/v1/check")
                .then()
                .statusCode(200)
                .body("results[0].decision", is("deny"));
    }

    @Test
    void aPauseDefersUntilItEndsAndIsReplayed() {
        acme.record(PERSON, "grant").statusCode(201);
        Instant end = ConsentApi.IN_CONTACT_HOURS.plusSeconds(60);
        ConsistencyToken place = submit(PERSON, "", "\"pause\":{\"until\":\"" + end + "\"},", Instant.now());
        String decision = check(PERSON, "email", place)
                .body("results[0].decision", is("defer"))
                .body("results[0].reasons[0].code", is("PREFERENCE_OFF"))
                .body("results[0].nextAllowedAt", is(end.toString()))
                .extract()
                .path("results[0].decisionId");
        check(PERSON, "email", submit(PERSON, "", "\"pause\":{},", Instant.now()))
                .body("results[0].decision", is("allow"));
        acme.requestWith("audit:read")
                .get("/v1/decisions/" + decision)
                .then()
                .statusCode(200)
                .body("decided.decision", is("defer"))
                .body("evidence.find { it.kind == 'preference' }.what", is("wishes"))
                .body("agrees", is(true));
    }

    @Test
    void howOftenIsCountedFromWhatTheSenderSaysItSent() {
        acme.record(PERSON, "grant").statusCode(201);
        ConsistencyToken place = submit(
                PERSON, "", "\"frequencies\":[{\"purpose\":\"offers\",\"frequency\":\"weekly\"}],", Instant.now());
        check(PERSON, "email", place).body("results[0].decision", is("allow"));
        Instant last = ConsentApi.IN_CONTACT_HOURS.minusSeconds(3 * 86_400);
        acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"%s"},"channel":"email","purpose":"offers","sendAt":"%s","lastSentAt":"%s"}]}""".formatted(PERSON, ConsentApi.IN_CONTACT_HOURS, last))
                .post("/v1/check")
                .then()
                .body("results[0].decision", is("defer"))
                .body("results[0].reasons[0].code", is("FREQUENCY_CAP"))
                .body(
                        "results[0].nextAllowedAt",
                        is(last.plusSeconds(7 * 86_400).toString()));
        history(PERSON)
                .body("events.find { it.preferences != null }.preferences.frequencies[0].frequency", is("weekly"));
    }

    @Test
    void aWishHoldsAtAnAddressThatIsAddedLater() {
        acme.record(PERSON, "grant").statusCode(201);
        Instant end = ConsentApi.IN_CONTACT_HOURS.plusSeconds(60);
        submit(PERSON, "", "\"pause\":{\"until\":\"" + end + "\"},", Instant.now());
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> history(PERSON).body("events", hasSize(2)));
        acme.request().body("""
                    {"subject":{"email":"thandi@example.org","phone":"+27821234567"},
                     "decisions":[{"purpose":"offers","channel":"sms","action":"grant"}],
                     "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""").post("/v1/consents").then().statusCode(201);
        acme.request()
                .body("""
                    {"checks":[{"recipient":{"phone":"+27821234567"},"channel":"sms","purpose":"offers","sendAt":"%s"}]}""".formatted(ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then()
                .body("results[0].decision", is("defer"));
    }

    @Test
    void aSuspendedTenantGetsNoConsentButEveryOptOut() {
        acme.record(PERSON, "grant").statusCode(201);
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(issuer.token(null, "consentry-operator", "platform:operate"))
                .contentType("application/json")
                .body("{\"status\":\"suspended\"}")
                .put("/v1/tenants/" + acme.tenant() + "/status")
                .then()
                .statusCode(200);
        submit("other@example.org", choice("offers", "email", true), Instant.now());
        submit(PERSON, choice("offers", "email", false), Instant.now());
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> lookup(PERSON).body("consents[0].status", is("ConsentWithdrawn")));
        assertThat(lookup("other@example.org").extract().<Object>path("consents"))
                .asList()
                .isEmpty();
    }

    private static String choice(String purpose, String channel, boolean wanted) {
        return "{\"purpose\":\"%s\",\"channel\":\"%s\",\"wanted\":%s}".formatted(purpose, channel, wanted);
    }

    @Test
    void aCaseOfADataSubjectChangesNoDecisionAndParksNothing() {
        acme.record(PERSON, "grant").statusCode(201);
        OutboxPosition position = new OutboxPosition(System.nanoTime(), 1);
        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key(PERSON),
                "io.consentry.case.opened.v1",
                position.toString(),
                """
                {"caseId":"%s","kind":"erasure","source":"page","openedAt":"2026-11-28T08:00:00Z","dueOn":"2026-12-28"}""".formatted(UUID.randomUUID()),
                UUID.randomUUID());
        check(PERSON, "email", new ConsistencyToken("preference", 0, position))
                .body("results[0].decision", is("allow"));
    }

    private String key(String email) {
        return AddressKeys.key(
                        tenants.get(new TenantId(acme.tenant()))
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, email, "ZA"))
                .value();
    }

    private ConsistencyToken submit(String email, String choices, Instant occurredAt) {
        return submit(email, choices, "", occurredAt);
    }

    private ConsistencyToken submit(String email, String choices, String wishes, Instant occurredAt) {
        String key = key(email);
        OutboxPosition position = new OutboxPosition(System.nanoTime(), 1);
        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.choices-submitted.v1",
                position.toString(),
                """
                {"address":{"kind":"email","key":"%s"},"choices":[%s],%s"occurredAt":"%s","locale":"af","center":3}""".formatted(key, choices, wishes, occurredAt),
                UUID.randomUUID());
        return new ConsistencyToken("preference", 0, position);
    }

    private ValidatableResponse check(String email, String channel, ConsistencyToken place) {
        return acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"%s"},"channel":"%s","purpose":"offers","sendAt":"%s"}],
                     "consistency":{"atLeast":"%s"}}""".formatted(email, channel, ConsentApi.IN_CONTACT_HOURS, place.text()))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse lookup(String email) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse history(String email) {
        String subject = lookup(email).extract().path("subjectId");
        return acme.request().get("/v1/subjects/" + subject + "/history").then().statusCode(200);
    }
}
