package io.consentry.suppression.hold;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an act to the end of its hold and a second on (S2), through the ledger's event, the list and the hold job. */
@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class HoldTimeTravelIT {

    private static final String EMAIL = "thandi@example.org";

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @ParameterizedTest
    @CsvSource({
        "12, UTC, 2001-11-20T08:00:00Z, 2002-11-20T08:00:00Z",
        "12, Africa/Johannesburg, 2001-11-20T08:00:00Z, 2002-11-20T08:00:00Z",
        // 29 February in both zones, and the year after has none
        "12, UTC, 2000-02-29T10:00:00Z, 2001-02-28T10:00:00Z",
        "12, Africa/Johannesburg, 2000-02-29T10:00:00Z, 2001-02-28T10:00:00Z",
        // the 29th has begun in Johannesburg, not yet in UTC
        "12, UTC, 2000-02-28T22:30:00Z, 2001-02-28T22:30:00Z",
        "12, Africa/Johannesburg, 2000-02-28T22:30:00Z, 2001-02-27T22:30:00Z",
        // the 29th is over in Johannesburg, not yet in UTC
        "12, UTC, 2000-02-29T22:30:00Z, 2001-02-28T22:30:00Z",
        "12, Africa/Johannesburg, 2000-02-29T22:30:00Z, 2001-02-28T22:30:00Z",
        // the end of a year, and of months that differ in length
        "12, Africa/Johannesburg, 2000-12-31T22:00:00Z, 2001-12-31T22:00:00Z",
        "13, UTC, 2001-01-31T10:00:00Z, 2002-02-28T10:00:00Z",
        "13, Africa/Johannesburg, 2001-01-31T22:30:00Z, 2002-02-28T22:30:00Z",
        // back into a leap year
        "12, Africa/Johannesburg, 2003-02-28T10:00:00Z, 2004-02-28T10:00:00Z"
    })
    void anEntryIsHeldToTheSecondAndMinimisedFromThere(int months, String zone, Instant act, Instant end) {
        // Given
        tenant = ledger.newTenant(months, zone);
        clock.stopAt(act);
        String manual = addManual();
        String optOut = withdraw(act);

        // When
        clock.stopAt(end.minusSeconds(1));
        runJob();

        // Then
        List.of(manual, optOut)
                .forEach(id ->
                        detail(id).body("holdUntil", equalTo(end.toString())).body("minimised", is(false)));
        detail(manual).body("address", equalTo("t***@example.org"));

        // When
        clock.stopAt(end);
        runJob();

        // Then
        List.of(manual, optOut).forEach(id -> detail(id)
                .body("minimised", is(true))
                .body("minimisedAt", equalTo(end.toString()))
                .body("released", is(false)));
        detail(manual).body("address", nullValue()).body("note", nullValue());

        // When
        clock.stopAt(end.plusSeconds(1));
        runJob();

        // Then
        List.of(manual, optOut).forEach(id -> detail(id).body("minimisedAt", equalTo(end.toString())));
        search().body("entries", hasSize(2));
        minimisedIsPublished(2);
    }

    @Test
    void anEntryThatWasReleasedIsMinimisedWhenItsHoldEndsToo() {
        // Given
        Instant act = Instant.parse("2001-05-31T10:00:00Z");
        tenant = ledger.newTenant(12, "UTC");
        clock.stopAt(act);
        String id = addManual();
        as("suppression:write")
                .body("{\"reason\":\"mistake\",\"evidence\":\"ticket\"}")
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(200);

        // When
        clock.stopAt(Instant.parse("2002-05-31T10:00:00Z"));
        runJob();

        // Then
        detail(id)
                .body("released", is(true))
                .body("minimised", is(true))
                .body("address", nullValue())
                .body("note", nullValue())
                .body("history.what", equalTo(List.of("added", "released", "minimised")));
    }

    private void runJob() {
        given().auth()
                .oauth2(issuer.token(null, "operator", "platform:operate"))
                .post("/v1/maintenance/holds/run")
                .then()
                .statusCode(200);
    }

    private String addManual() {
        return as("suppression:write")
                .body("{\"identifier\":{\"email\":\"" + EMAIL + "\"},\"reason\":\"manual\",\"note\":\"n\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The person opts out; gives the entry that follows. */
    private String withdraw(Instant act) {
        ledger.publish(
                UUID.randomUUID(),
                tenant,
                new ConsentWithdrawn(Ledger.change(
                        new PurposeKey("offers"),
                        Channel.EMAIL,
                        List.of(ledger.keyed(tenant, AddressKind.EMAIL, EMAIL)),
                        act,
                        Actor.SUBJECT,
                        CaptureMethod.UNSUBSCRIBE_LINK)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> search().body("entries", hasSize(2)));
        return search().extract().path("entries.find { it.reason == 'opt_out' }.id");
    }

    private ValidatableResponse detail(String id) {
        return as("suppression:read").get("/v1/suppressions/" + id).then().statusCode(200);
    }

    private ValidatableResponse search() {
        return as("suppression:read")
                .body("{\"identifier\":{\"email\":\"" + EMAIL + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }

    private void minimisedIsPublished(int times) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ledger.published(tenant))
                .filteredOn(event -> event.type().equals("io.consentry.suppression.minimised.v1"))
                .hasSize(times));
    }

    private RequestSpecification as(String scope) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", scope))
                .contentType("application/json");
    }
}
