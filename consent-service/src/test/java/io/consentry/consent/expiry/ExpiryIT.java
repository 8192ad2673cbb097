package io.consentry.consent.expiry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.consentry.consent.testing.AdjustableClock;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consents that end by themselves, from the act to the event (capability C7, requirement 001-38, rule B-12). */
@QuarkusTest
class ExpiryIT extends WithServers {

    /** A Saturday, at ten in Johannesburg, as is the end a month later: February has no 31st. */
    private static final Instant GIVEN = Instant.parse("2026-01-31T08:00:00Z");

    private static final Instant END = Instant.parse("2026-02-28T08:00:00Z");

    @Inject
    AdjustableClock clock;

    @BeforeEach
    void letConsentsEndAfterAMonthWithoutActivity() {
        purpose("\"inactivity\":\"P1M\"");
        stopAt(GIVEN);
    }

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"inactivity\":\"P1M\"", "\"validity\":\"P1M\"", "\"validity\":\"P2M\",\"inactivity\":\"P1M\""})
    void theCheckIsExactBeforeTheSweepAndAfterIt(String terms) {
        purpose(terms);
        String grant = grant("a@example.org");

        stopAt(END.minusSeconds(1));
        run();
        String decision = check("a@example.org")
                .body("results[0].decision", is("allow"))
                .body("results[0].validUntil", is(END.toString()))
                .extract()
                .path("results[0].decisionId");
        assertThat(expired()).isEmpty();

        for (Instant at : List.of(END, END.plusSeconds(1))) {
            stopAt(at);
            check("a@example.org").body("results[0].reasons.code", contains("CONSENT_EXPIRED"));
        }
        stopAt(END);
        lookUp("a@example.org").body("consents[0].status", is("ConsentExpired")).body("consents[0].eventId", is(grant));

        run();
        assertThat(expired()).containsExactly(grant);
        check("a@example.org").body("results[0].reasons.code", contains("CONSENT_EXPIRED"));
        lookUp("a@example.org")
                .body("consents.status", contains("ConsentExpired"))
                .body("consents[0].since", is(GIVEN.toString()))
                .body("consents[0].validUntil", is(END.toString()))
                .body("consents[0].eventId", not(is(grant)));
        acme.request().get("/v1/decisions/" + decision).then().statusCode(200).body("agrees", is(true));
        run();
        assertThat(expired()).containsExactly(grant);
    }

    @Test
    void marketingThatSaysNothingEndsAfter24MonthsWithoutActivity() {
        purpose(null);
        stopAt(Instant.parse("2026-03-02T08:00:00Z"));
        record("a@example.org", "grant", Instant.parse("2024-03-02T08:00:00Z")).statusCode(201);
        record("b@example.org", "grant", Instant.parse("2024-03-02T08:00:01Z")).statusCode(201);

        check("a@example.org").body("results[0].reasons.code", contains("CONSENT_EXPIRED"));
        check("b@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void aClickPutsOffTheEndAndAnOpenDoesNot() {
        grant("a@example.org");
        Instant clicked = Instant.parse("2026-02-14T08:00:00Z");
        stopAt(clicked);

        activity("a@example.org", "open").statusCode(422).body("violations.code", contains("not-activity"));
        activity("a@example.org", "click")
                .statusCode(201)
                .body("counted", is(true))
                .body("eventId", notNullValue())
                .body("consistencyToken", notNullValue());
        activity("a@example.org", "purchase").statusCode(201).body("counted", is(false));

        stopAt(END);
        run();
        check("a@example.org")
                .body("results[0].decision", is("allow"))
                .body("results[0].validUntil", is("2026-03-14T08:00:00Z"));
        stopAt(Instant.parse("2026-03-14T08:00:00Z"));
        check("a@example.org").body("results[0].reasons.code", hasItem("CONSENT_EXPIRED"));
        run();
        assertThat(expired()).hasSize(1);
    }

    /** Without the sweep, too: an activity is no consent. */
    @Test
    void whatHasEndedNoActivityBringsBack() {
        String grant = grant("a@example.org");
        stopAt(END.plusSeconds(3_600));

        activity("a@example.org", "click").statusCode(201).body("counted", is(true));

        assertThat(expired()).containsExactly(grant);
        check("a@example.org").body("results[0].reasons.code", contains("CONSENT_EXPIRED"));
        record("a@example.org", "grant", END.plusSeconds(3_600)).statusCode(201);
        check("a@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void whatIsHeardLateCountsFromWhenItWasDone() {
        grant("a@example.org");
        stopAt(END.plusSeconds(3_600));

        acme.request()
                .body(activityOf("a@example.org", "purchase\",\"occurredAt\":\"" + END.minusSeconds(1)))
                .post("/v1/activities")
                .then()
                .statusCode(201);

        assertThat(expired()).isEmpty();
        check("a@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void activityIsOfAPersonWhoIsKnownAndTheTenantsOwn() {
        grant("a@example.org");

        activity("nobody@example.org", "click").statusCode(404);
        ConsentApi globex = ConsentApi.newTenant(issuer);
        globex.request()
                .body(activityOf("a@example.org", "click"))
                .post("/v1/activities")
                .then()
                .statusCode(404);
        String shared = ConsentApi.decision("a@example.org", "grant");
        acme.request()
                .body(shared.replaceFirst("\"email\"", "\"externalId\":\"crm-1\",\"email\""))
                .post("/v1/consents");
        acme.request()
                .body(shared.replaceFirst("\"email\"", "\"externalId\":\"crm-2\",\"email\""))
                .post("/v1/consents");
        activity("a@example.org", "click").statusCode(422).body("violations.code", contains("ambiguous"));
        acme.request()
                .body("{\"subject\":{\"externalId\":\"crm-2\"},\"kind\":\"click\"}")
                .post("/v1/activities")
                .then()
                .statusCode(201);
    }

    @Test
    void anOptOutStaysAnOptOutAndARenewalGoesOn() {
        grant("a@example.org");
        record("a@example.org", "withdraw", GIVEN).statusCode(201);
        grant("b@example.org");
        stopAt(GIVEN.plusSeconds(86_400));
        record("b@example.org", "renew", GIVEN.plusSeconds(86_400)).statusCode(201);

        stopAt(END);
        run();

        assertThat(expired()).isEmpty();
        check("a@example.org").body("results[0].reasons.code", contains("NO_CONSENT"));
        check("b@example.org").body("results[0].decision", is("allow"));
        stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        run();
        assertThat(expired()).hasSize(1);
    }

    @Test
    void twoSweepsAtOnceRecordEachEndOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            grant("p" + i + "@example.org");
        }
        stopAt(END);

        List<Callable<Integer>> sweeps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sweeps.add(() -> run().extract().statusCode());
        }
        ExecutorService operators = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> sweep : operators.invokeAll(sweeps)) {
                assertThat(sweep.get()).isEqualTo(200);
            }
        } finally {
            operators.shutdownNow();
        }

        assertThat(expired()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aSweepThatIsKilledInTheMiddleLeavesNothingAndTheNextRecordsEachEndOnce() throws Exception {
        String first = grant("a@example.org");
        String second = grant("b@example.org");
        stopAt(END);

        try (ServiceDatabase blocker = ServiceDatabase.asService(acme.tenant());
                ServiceDatabase killer = ServiceDatabase.asService(acme.tenant())) {
            blocker.connection().setAutoCommit(false);
            blocker.run("update consent_term set started_at = started_at");
            ExecutorService operator = Executors.newSingleThreadExecutor();
            try {
                Future<?> sweep = operator.submit(this::run);
                await().until(() -> killWhoWaits(killer) == 1);
                sweep.get();
            } finally {
                operator.shutdownNow();
            }
            blocker.connection().rollback();
        }
        assertThat(expired()).isEmpty();

        run();
        assertThat(expired()).containsExactlyInAnyOrder(first, second);
    }

    private static int killWhoWaits(ServiceDatabase killer) throws SQLException {
        try (Statement statement = killer.connection().createStatement();
                ResultSet killed = statement.executeQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                         where wait_event_type = 'Lock' and query like '%consent_term%' and pid <> pg_backend_pid()""")) {
            killed.next();
            return killed.getInt(1);
        }
    }

    private void purpose(@Nullable String terms) {
        String offers = terms == null ? ConsentApi.OFFERS : ConsentApi.OFFERS.replaceFirst("\\{", "{" + terms + ",");
        acme.request().body(offers).put("/v1/purposes/offers").then().statusCode(200);
    }

    private String grant(String email) {
        return record(email, "grant", GIVEN).statusCode(201).extract().path("events[0].eventId");
    }

    private ValidatableResponse record(String email, String action, Instant at) {
        String body = ConsentApi.decision(email, action)
                .replace("\"subject\"}", "\"subject\",\"occurredAt\":\"" + at + "\"}");
        return acme.request().body(body).post("/v1/consents").then();
    }

    /** Stops the clock, and waits until what the neighbours told is known as of then. */
    private void stopAt(Instant instant) {
        clock.stopAt(instant);
        await().untilAsserted(() -> check("nobody@example.org").body("ageMs", lessThan(1_000)));
    }

    private ValidatableResponse activity(String email, String kind) {
        return acme.request()
                .body(activityOf(email, kind))
                .post("/v1/activities")
                .then();
    }

    private static String activityOf(String email, String kind) {
        return "{\"kind\":\"" + kind + "\",\"subject\":{\"email\":\"" + email + "\"}}";
    }

    private ValidatableResponse check(String email) {
        return acme.request()
                .body("{\"checks\":[{\"recipient\":{\"email\":\"%s\"},\"channel\":\"email\",\"purpose\":\"offers\"}]}"
                        .formatted(email))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse lookUp(String email) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse run() {
        return given().auth()
                .oauth2(issuer.token(null, "operator", "platform:operate"))
                .post("/v1/maintenance/expiry/run")
                .then()
                .statusCode(200);
    }

    /** The consents whose end is in the ledger, and in its outbox or beyond: one transaction writes both. */
    private List<String> expired() {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant());
                Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select cause from ledger_event where type = 'io.consentry.consent.expired.v1' order by sequence")) {
            List<String> causes = new ArrayList<>();
            while (rows.next()) {
                causes.add(rows.getString(1));
            }
            return causes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
