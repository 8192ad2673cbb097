package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.consent.testing.AdjustableClock;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recordings of consents by telephone outlive the days after which a tenant purges others (requirement 000-28). */
@QuarkusTest
class RecordingIT extends WithServers {

    private static final String CALL = "call-2026-02-28-4711.wav";
    private static final String SHA256 = "ab".repeat(32);
    private static final Instant CALLED = Instant.parse("2020-02-29T08:00:00Z");
    private static final Instant ENDED = Instant.parse("2020-06-10T08:00:00Z");

    @Inject
    AdjustableClock clock;

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @Test
    void aRecordingIsKeptWhileAConsentStandsOnItAndThreeYearsFromThere() {
        String event = byVoice("grant");
        retention(acme)
                .body("recordings[0].index", is(0))
                .body("recordings[0].keep", is(true))
                .body("recordings[0].keepUntil", nullValue())
                .body("recordings[0].sha256", is(SHA256))
                .body("recordings[0].eventIds", contains(event))
                .body("recordings[1].keep", is(false))
                .body("recordings[1].eventIds", hasSize(0));

        clock.stopAt(ENDED);
        acme.request()
                .body("{\"subject\":{\"phone\":\"082 123 4567\"},\"decisions\":[{\"action\":\"withdraw\"}]}")
                .post("/v1/consents")
                .then()
                .statusCode(201);
        clock.stopAt(Instant.parse("2023-06-10T07:59:59Z"));
        retention(acme)
                .body("recordings[0].keep", is(true))
                .body("recordings[0].keepUntil", is("2023-06-10T08:00:00Z"));
        clock.stopAt(Instant.parse("2023-06-10T08:00:00Z"));
        retention(acme).body("recordings[0].keep", is(false)).body("recordings[0].sha256", nullValue());
    }

    @Test
    void anOptOutByTelephoneIsKeptToo() {
        String event = byVoice("refuse");

        retention(acme).body("recordings[0].keep", is(true)).body("recordings[0].eventIds", contains(event));
    }

    @Test
    void anotherTenantsRecordingIsNoneOfThisOnesAndItsReferenceStandsInNoRow() throws Exception {
        byVoice("grant");

        retention(ConsentApi.newTenant(issuer)).body("recordings[0].keep", is(false));
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant());
                Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from consent_recording r where r::text like '%call-%'")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
            assertThat(database.count("consent_recording")).isEqualTo(1);
        }
    }

    @Test
    void aRequestNamesOneToAThousand() {
        ask("[]").statusCode(422).body("violations.path", contains("recordings"));
        ask(Collections.nCopies(1_001, "\"c\"").toString()).statusCode(422);
        ask("[\" \"]").statusCode(422).body("violations.path", contains("recordings[0]"));
        acme.requestWith("consent:check")
                .body("{\"recordings\":[\"c\"]}")
                .post("/v1/recordings/retention")
                .then()
                .statusCode(403);
    }

    private String byVoice(String action) {
        clock.stopAt(CALLED);
        return acme.request()
                .body("""
                    {"subject":{"phone":"082 123 4567"},"decisions":[{"purpose":"offers","channel":"sms","action":"%s"}],
                     "evidence":{"method":"voice","affirmativeAction":"spoken","actor":"subject","recordingRef":"%s","recordingSha256":"%s"}}""".formatted(action, CALL, SHA256))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("events[0].eventId");
    }

    private ValidatableResponse retention(ConsentApi tenant) {
        return tenant.request()
                .body("{\"recordings\":[\"" + CALL + "\",\"call-2.wav\"]}")
                .post("/v1/recordings/retention")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse ask(String recordings) {
        return acme.request()
                .body("{\"recordings\":" + recordings + "}")
                .post("/v1/recordings/retention")
                .then();
    }
}
