package io.consentry.suppression.hold;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class HoldJobIT {

    /** Before every other entry of the tests, so that their holds do not end here. */
    private static final Instant LONG_AGO = Instant.parse("2001-01-31T22:30:00Z");

    private static final Instant END = Instant.parse("2002-01-31T22:30:00Z");

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    private TestIssuer issuer = TestIssuer.running();

    private static double metric(String name) {
        return given().accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @Test
    void minimisesWhenTheHoldEndsAndNotASecondBefore() {
        // Given
        TenantId tenant = ledger.newTenant(12);
        clock.stopAt(LONG_AGO);
        String id = add(tenant, "manual", "thandi@example.org");
        String legal = add(tenant, "legal", "thandi@example.org");

        // When
        clock.stopAt(END.minusSeconds(1));
        run().body("minimised", is(0)).body("tenants", greaterThanOrEqualTo(1));

        // Then
        detail(tenant, id).body("minimised", is(false)).body("address", equalTo("t***@example.org"));

        // When
        clock.stopAt(END);
        run().body("minimised", is(1));

        // Then
        detail(tenant, id)
                .body("minimised", is(true))
                .body("minimisedAt", equalTo("2002-01-31T22:30:00Z"))
                .body("released", is(false))
                .body("address", nullValue())
                .body("note", nullValue())
                .body("history.what", equalTo(List.of("added", "minimised")));
        detail(tenant, legal).body("minimised", is(false));
        search(tenant).body("entries.id", containsInAnyOrder(id, legal));
        run().body("minimised", is(0));
        assertThat(metric("consentry_hold_last_success_timestamp_seconds"))
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(metric("consentry_hold_minimised_entries_total")).isPositive();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        ledger.published(tenant).stream()
                                .map(Ledger.Published::type)
                                .toList())
                .containsExactly(
                        "io.consentry.suppression.added.v1",
                        "io.consentry.suppression.added.v1",
                        "io.consentry.suppression.minimised.v1"));
    }

    @Test
    void aMinimisedEntryCanStillBeReleasedByItsRule() {
        // Given
        TenantId tenant = ledger.newTenant(12);
        clock.stopAt(LONG_AGO);
        String id = add(tenant, "manual", "sipho@example.org");
        clock.stopAt(END);
        run().body("minimised", is(1));

        // When
        given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .contentType("application/json")
                .body("{\"reason\":\"mistake\",\"evidence\":\"ticket\"}")
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(200);

        // Then
        detail(tenant, id).body("history.what", equalTo(List.of("added", "minimised", "released")));
    }

    private ValidatableResponse run() {
        return given().auth()
                .oauth2(issuer.token(null, "operator", "platform:operate"))
                .post("/v1/maintenance/holds/run")
                .then()
                .statusCode(200);
    }

    private String add(TenantId tenant, String reason, String email) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .contentType("application/json")
                .body("{\"identifier\":{\"email\":\"" + email + "\"},\"reason\":\"" + reason + "\",\"note\":\"n\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse detail(TenantId tenant, String id) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                .get("/v1/suppressions/" + id)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse search(TenantId tenant) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                .contentType("application/json")
                .body("{\"identifier\":{\"email\":\"thandi@example.org\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }
}
