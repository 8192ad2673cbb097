package io.consentry.consent.check;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gates 12 and 13 over HTTP. */
@QuarkusTest
class ContactHoursIT extends WithServers {

    private static final String EMAIL = "thandi@example.org";

    /** A list that is fresh when the messages are to be sent. */
    @BeforeEach
    void cleanse() {
        acme.cleanse(Instant.parse("2027-06-01T08:00:00Z"));
    }

    @Test
    void aSundayIsDeferredToMondayMorning() {
        acme.record(EMAIL, "grant").statusCode(201);

        at("2027-06-06T10:00:00Z")
                .body("results[0].decision", is("defer"))
                .body("results[0].reasons.code", contains("QUIET_HOURS"))
                .body("results[0].reasons[0].nextAllowedAt", is("2027-06-07T06:00:00Z"))
                .body("results[0].nextAllowedAt", is("2027-06-07T06:00:00Z"));
        at("2027-06-07T06:00:00Z").body("results[0].decision", is("allow"));
        at("2027-06-07T05:59:59Z").body("results[0].decision", is("defer"));
        at("2027-06-07T17:59:59Z").body("results[0].decision", is("allow"));
        at("2027-06-07T18:00:00Z").body("results[0].nextAllowedAt", is("2027-06-08T06:00:00Z"));
    }

    @Test
    void whoMayNotBeSentToIsDeniedOnASundayAndNotDeferred() {
        at("2027-06-06T10:00:00Z")
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons.code", contains("NO_CONSENT", "QUIET_HOURS"))
                .body("results[0].nextAllowedAt", nullValue());
    }

    @Test
    void aTenantsQuietHoursAreStricterThanTheLaw() {
        acme.record(EMAIL, "grant").statusCode(201);
        settings("{\"from\":\"17:00\",\"to\":\"09:30\"}").statusCode(200).body("settings.quietHours.from", is("17:00"));

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> at("2027-06-07T06:00:00Z")
                .body("results[0].decision", is("defer"))
                .body("results[0].nextAllowedAt", is("2027-06-07T07:30:00Z")));
        at("2027-06-07T15:00:00Z").body("results[0].nextAllowedAt", is("2027-06-08T07:30:00Z"));
    }

    @Test
    void quietHoursThatLeaveNoMomentOrAreNoTimesAreRefused() {
        settings("{\"from\":\"08:00\",\"to\":\"20:00\"}")
                .statusCode(422)
                .body("violations.code", hasItem("no-time-left"));
        settings("{\"from\":\"8\",\"to\":\"25:00\"}")
                .statusCode(422)
                .body("violations.path", contains("quietHours.from", "quietHours.to"));
        settings("{\"from\":\"08:00\"}").statusCode(422).body("violations.path", contains("quietHours.to"));
    }

    @Test
    void aMessageThatFailedItsLintIsNotAllowedAndNoProofMayBeBorrowed() {
        acme.record(EMAIL, "grant").statusCode(201);
        String bad = lint("sms", "Buy now");
        String good = lint("sms", "Test: winter sale. Reply STOP to opt out.");

        withProof("sms", bad).body("results[0].reasons.code", hasItem("CONTENT_MISSING_OPTOUT"));
        withProof("sms", good).body("results[0].reasons.code", contains("NO_CONSENT"));
        withProof("email", good).body("results[0].reasons.code", contains("CONTENT_MISSING_OPTOUT"));
        withProof("email", "made-up").body("results[0].reasons.code", contains("CONTENT_MISSING_OPTOUT"));
        ConsentApi globex = ConsentApi.newTenant(issuer);
        globex.request()
                .body(check("sms", good))
                .post("/v1/check")
                .then()
                .body("results[0].reasons.code", hasItem("CONTENT_MISSING_OPTOUT"));
    }

    private ValidatableResponse at(String sendAt) {
        return acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"%s"},"channel":"email","purpose":"offers","sendAt":"%s"}]}""".formatted(EMAIL, sendAt))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse settings(String quietHours) {
        Map<String, Object> settings = new HashMap<>(ConsentApi.settings("unused"));
        settings.remove("id");
        settings.put(
                "quietHours", io.restassured.path.json.JsonPath.from(quietHours).getMap(""));
        return acme.request().body(settings).put("/v1/tenant").then();
    }

    private String lint(String channel, String text) {
        return acme.request()
                .body(Map.of("channel", channel, "text", text))
                .post("/v1/lint")
                .then()
                .statusCode(200)
                .extract()
                .path("contentProof");
    }

    private ValidatableResponse withProof(String channel, String proof) {
        return acme.request()
                .body(check(channel, proof))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private static String check(String channel, String proof) {
        return """
            {"checks":[{"recipient":{"email":"%s","phone":"%s"},"channel":"%s","purpose":"offers","sendAt":"%s","contentProof":"%s"}]}""".formatted(EMAIL, "+27821234567", channel, ConsentApi.IN_CONTACT_HOURS, proof)
                .replace(channel.equals("sms") ? "\"email\":\"" + EMAIL + "\"," : ",\"phone\":\"+27821234567\"", "");
    }
}
