package io.consentry.suppression.statistics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.contract.TenantId;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.AdjustableClock;
import io.consentry.suppression.Ledger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class StatisticsIT {

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @BeforeEach
    void newTenant() {
        tenant = ledger.newTenant(12);
    }

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @Test
    void entriesAreCountedByDayInTheTenantsZoneByReasonAndChannel() {
        // Given
        clock.stopAt(Instant.parse("2026-11-18T21:59:59Z"));
        add("complaint", "\"email\"");
        clock.stopAt(Instant.parse("2026-11-18T22:00:00Z"));
        add("complaint", "\"email\"");
        add("complaint", "\"email\"");
        String manual = add("manual", "null");
        clock.stopAt(Instant.parse("2026-11-20T08:00:00Z"));
        release(manual);

        // Then
        count("?from=2026-11-18&to=2026-11-20")
                .statusCode(200)
                .body("timeZone", equalTo("Africa/Johannesburg"))
                .body("days", hasSize(4))
                .body("days.day", contains("2026-11-18", "2026-11-19", "2026-11-19", "2026-11-20"))
                .body("days.reason", contains("complaint", "complaint", "manual", "manual"))
                .body("days.added", contains(1, 2, 1, 0))
                .body("days.released", contains(0, 0, 0, 1))
                .body("days[0].channel", equalTo("email"))
                .body("days[2].channel", nullValue())
                .body("days[2].minimised", is(0));
        count("?from=2026-11-19&to=2026-11-19").body("days", hasSize(2));
        count("")
                .body("from", equalTo("2026-10-22"))
                .body("to", equalTo("2026-11-20"))
                .body("days", hasSize(4));
    }

    @Test
    void anotherTenantsEntriesAreNotCounted() {
        add("manual", "null");
        tenant = ledger.newTenant(12);

        count("").statusCode(200).body("days", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-20&to=2026-11-19, from",
        "from=2025-11-19&to=2026-11-20, from",
        "from=yesterday, from",
        "to=2026-02-29, to"
    })
    void thePeriodIsBounded(String query, String path) {
        count("?" + query).statusCode(422).body("violations.path", contains(path));
    }

    @Test
    void aYearMayBeAsked() {
        count("?from=2025-11-20&to=2026-11-20").statusCode(200);
        as("suppression:write").get("/v1/suppressions/statistics").then().statusCode(403);
    }

    private ValidatableResponse count(String query) {
        return as("suppression:read").get("/v1/suppressions/statistics" + query).then();
    }

    private String add(String reason, String channel) {
        return as("suppression:write")
                .body("{\"identifier\":{\"email\":\"thandi@example.org\"},\"scope\":{\"channel\":" + channel
                        + "},\"reason\":\"" + reason + "\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void release(String id) {
        as("suppression:write")
                .body("{\"reason\":\"mistake\",\"evidence\":\"ticket\"}")
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(200);
    }

    private RequestSpecification as(String scope) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", scope))
                .contentType("application/json");
    }
}
