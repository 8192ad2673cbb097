package io.consentry.consent.hours;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.TenantId;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Public holidays over HTTP: the year with where each comes from, and days that the operator adds without a release. */
@QuarkusTest
class CalendarIT extends WithServers {

    private static final String PROBLEM = "application/problem+json";
    private static final ZoneId JOHANNESBURG = ZoneId.of("Africa/Johannesburg");
    private static final String ELECTION = "/v1/calendars/ZA/days/2026-11-04";
    private static final Instant ELECTION_NOON = Instant.parse("2026-11-04T10:00:00Z");
    private static final Instant NEXT_MORNING = Instant.parse("2026-11-05T06:00:00Z");

    @Inject
    HoursDirectory directory;

    @Inject
    TenantDirectory tenants;

    @AfterEach
    void forgetProclaimedDays() throws Exception {
        try (ServiceDatabase database = ServiceDatabase.asOwner()) {
            database.run("delete from proclaimed_day");
        }
    }

    @Test
    void theYearShowsWhereEachHolidayComesFrom() {
        proclaim("Election day");

        acme.request()
                .get("/v1/calendars/ZA?year=2026")
                .then()
                .statusCode(200)
                .body("country", is("ZA"))
                .body("year", is(2026))
                .body("holidays.size()", is(14))
                .body("holidays[0]", is(holiday("2026-01-01", "New Year's Day", "statutory")))
                .body(
                        "holidays",
                        hasItems(
                                holiday("2026-08-09", "National Women's Day", "statutory"),
                                holiday("2026-08-10", "National Women's Day", "substitute"),
                                holiday("2026-11-04", "Election day", "proclaimed")));
        acme.request().get("/v1/calendars/ZA?year=2033").then().body("holidays.date", not(hasItems("2033-12-27")));
    }

    @Test
    void aProclaimedDayClosesAtOnceForEveryTenantUntilItIsRemoved() {
        assertThat(hours().nextAllowedAt(ELECTION_NOON)).isEmpty();

        proclaim("Election day");

        assertThat(hours().nextAllowedAt(ELECTION_NOON)).contains(NEXT_MORNING);
        ConsentApi.newTenant(issuer)
                .request()
                .get("/v1/calendars/ZA?year=2026")
                .then()
                .body("holidays.date", hasItems("2026-11-04"));

        operator().delete(ELECTION).then().statusCode(204);

        assertThat(hours().nextAllowedAt(ELECTION_NOON)).isEmpty();
        operator().delete(ELECTION).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void theSameDayAgainIsTheSameAndAnotherNameReplacesTheFirst() throws Exception {
        proclaim("Electoin day");
        proclaim("Election day");
        proclaim("Election day");

        operator()
                .get("/v1/calendars/ZA?year=2026")
                .then()
                .statusCode(200)
                .body("holidays.findAll { it.origin == 'proclaimed' }.name", contains("Election day"));
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            assertThat(database.count("proclaimed_day")).isOne();
        }
    }

    @Test
    void aDayThatAnotherInstanceAddedIsSeenWithinTheSecond() throws Exception {
        assertThat(hours().nextAllowedAt(ELECTION_NOON)).isEmpty();

        try (ServiceDatabase other = ServiceDatabase.asService(acme.tenant())) {
            other.run("insert into proclaimed_day values ('ZA', '2026-11-04', 'Election day', now())");
        }

        Awaitility.await().atMost(ProclaimedDays.MEMORY.plusSeconds(1)).untilAsserted(() -> assertThat(
                        hours().nextAllowedAt(ELECTION_NOON))
                .contains(NEXT_MORNING));
    }

    @Test
    void daysThatCannotBeReadAreAFailureAndNotNoDays() throws Exception {
        try (ServiceDatabase owner = ServiceDatabase.asOwner()) {
            owner.run("revoke select on proclaimed_day from consent_app");
            try {
                Awaitility.await()
                        .atMost(ProclaimedDays.MEMORY.plusSeconds(1))
                        .untilAsserted(() -> assertThatThrownBy(this::hours).isInstanceOf(PgException.class));
                acme.request()
                        .get("/v1/calendars/ZA?year=2026")
                        .then()
                        .statusCode(500)
                        .contentType(PROBLEM);
            } finally {
                owner.run("grant select on proclaimed_day to consent_app");
            }
        }
        assertThat(hours().nextAllowedAt(ELECTION_NOON)).isEmpty();
    }

    @Test
    void aFileAloneMakesACountryKnown() {
        acme.request()
                .get("/v1/calendars/AQ?year=2029")
                .then()
                .statusCode(200)
                .body(
                        "holidays",
                        contains(
                                holiday("2029-05-10", "Ascension Day", "statutory"),
                                holiday("2029-12-01", "Antarctica Day", "statutory"),
                                holiday("2029-12-03", "Antarctica Day", "substitute")));
    }

    @Test
    void anUnknownCountryIsNotFound() {
        Stream.of("XX", "FR", "za", "ZAF", "..%2FZA").forEach(this::assertUnknown);
    }

    private void assertUnknown(String country) {
        String calendar = "/v1/calendars/" + country;
        acme.request()
                .urlEncodingEnabled(false)
                .get(calendar + "?year=2026")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        operator()
                .urlEncodingEnabled(false)
                .body("{\"name\":\"Election day\"}")
                .put(calendar + "/days/2026-11-04")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        operator()
                .urlEncodingEnabled(false)
                .delete(calendar + "/days/2026-11-04")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void aBadDateAndNameAreNamedTogether() {
        assertBadDate("2026-02-30", "not-a-date");
        assertBadDate("2026-2-3", "not-a-date");
        assertBadDate("tomorrow", "not-a-date");
        assertBadDate("0206-11-04", "range");
        assertBadDate("2101-01-01", "range");
    }

    private void assertBadDate(String date, String rule) {
        operator()
                .body("{\"name\":\" \"}")
                .put("/v1/calendars/ZA/days/" + date)
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", is("invalid"))
                .body("violations.path", containsInAnyOrder("date", "name"))
                .body("violations.code", containsInAnyOrder(rule, "required"));
        operator()
                .delete("/v1/calendars/ZA/days/" + date)
                .then()
                .statusCode(422)
                .body("violations.path", contains("date"));
    }

    @Test
    void aNameThatIsTooLongOrUnprintableAndAnUnknownFieldAreRefused() {
        operator()
                .body("{\"name\":\"" + "x".repeat(201) + "\"}")
                .put(ELECTION)
                .then()
                .statusCode(422)
                .body("violations.code", contains("too-long"));
        operator()
                .body("{\"name\":\"Election\\u0000day\"}")
                .put(ELECTION)
                .then()
                .statusCode(422)
                .body("violations.code", contains("shape"));
        operator()
                .body("{\"name\":\"Election day\",\"day\":1}")
                .put(ELECTION)
                .then()
                .statusCode(400)
                .body("violations.path", contains("day"));
    }

    @Test
    void aBadYearIsRefused() {
        assertBadYear("", "required");
        assertBadYear("?year=", "required");
        assertBadYear("?year=26", "shape");
        assertBadYear("?year=x", "shape");
        assertBadYear("?year=1899", "range");
    }

    private void assertBadYear(String query, String rule) {
        acme.request()
                .get("/v1/calendars/ZA" + query)
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("violations.path", contains("year"))
                .body("violations.code", contains(rule));
    }

    @Test
    void onlyTheOperatorChangesACalendar() {
        given().get("/v1/calendars/ZA?year=2026").then().statusCode(401);
        acme.requestWith("consent:check")
                .get("/v1/calendars/ZA?year=2026")
                .then()
                .statusCode(403)
                .body("code", is("missing-scope"));
        acme.request()
                .body("{\"name\":\"Election day\"}")
                .put(ELECTION)
                .then()
                .statusCode(403)
                .body("code", is("missing-scope"));
        acme.request().delete(ELECTION).then().statusCode(403);
    }

    private ContactHours hours() {
        return tenants.get(new TenantId(acme.tenant()))
                .chain(tenant -> directory.of(tenant.settings()))
                .await()
                .atMost(Duration.ofSeconds(10))
                .hours();
    }

    private void proclaim(String name) {
        operator()
                .body("{\"name\":\"" + name + "\"}")
                .put(ELECTION)
                .then()
                .statusCode(200)
                .body("date", is("2026-11-04"))
                .body("name", is(name))
                .body("origin", is("proclaimed"));
    }

    private RequestSpecification operator() {
        return given().auth()
                .oauth2(issuer.token(null, "consentry-operator", "platform:operate"))
                .contentType(ContentType.JSON);
    }

    private static Map<String, String> holiday(String date, String name, String origin) {
        return Map.of("date", date, "name", name, "origin", origin);
    }

    @Test
    void aPlannerLearnsWhenPeopleMayBeReached() {
        acme.request()
                .queryParam("at", "2027-12-27T08:00:00Z")
                .get("/v1/contact-hours")
                .then()
                .statusCode(200)
                .body("open", is(false))
                .body("nextAllowedAt", is("2027-12-28T06:00:00Z"));
        acme.request()
                .queryParam("at", "2027-12-28T10:00:00+02:00")
                .get("/v1/contact-hours")
                .then()
                .statusCode(200)
                .body("open", is(true))
                .body("zone", is("Africa/Johannesburg"));
        acme.request()
                .queryParam("at", "+999999999-01-01T00:00:00Z")
                .get("/v1/contact-hours")
                .then()
                .statusCode(422)
                .body("violations[0].path", is("at"));
    }
}
