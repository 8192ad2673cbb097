package io.consentry.suppression.entry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class SuppressionResourceIT {

    private static final String MANUAL = """
            {"identifier":{"email":"Thandi@Example.org"},"scope":{"channel":"email","purpose":null},"reason":"manual",
             "note":"asked at the counter"}""";

    private static final String GROUNDS = """
            {"reason":"entered by mistake","evidence":"ticket 77"}""";

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
    void addsFindsAndReleasesAManualEntry() {
        // Given
        clock.stopAt(Instant.parse("2026-11-20T08:00:00Z"));

        // When
        String id = add(MANUAL)
                .statusCode(201)
                .body("reason", equalTo("manual"))
                .body("origin", equalTo("tenant"))
                .body("scope.channel", equalTo("email"))
                .body("scope.purpose", nullValue())
                .body("holdUntil", equalTo("2027-11-20T08:00:00Z"))
                .body("consistencyToken", notNullValue())
                .extract()
                .path("id");

        // Then
        search("{\"identifier\":{\"email\":\"thandi@example.org\"}}")
                .statusCode(200)
                .body("entries", hasSize(1))
                .body("entries[0].id", equalTo(id))
                .body("entries[0].address", equalTo("t***@example.org"))
                .body("entries[0].createdAt", equalTo("2026-11-20T08:00:00Z"))
                .body("entries[0].released", is(false))
                .body("cursor", nullValue());

        // When
        String token = release(id, GROUNDS)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("released", is(true))
                .extract()
                .path("consistencyToken");

        // Then
        release(id, GROUNDS).statusCode(200).body("consistencyToken", equalTo(token));
        detail(id)
                .statusCode(200)
                .body("released", is(true))
                .body("note", equalTo("asked at the counter"))
                .body("history.what", equalTo(List.of("added", "released")))
                .body("history[1].evidence", equalTo("ticket 77"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        ledger.published(tenant).stream()
                                .map(Ledger.Published::type)
                                .toList())
                .containsExactly("io.consentry.suppression.added.v1", "io.consentry.suppression.released.v1"));
    }

    @Test
    void noAddressLeavesThePlatform() {
        add(MANUAL).statusCode(201);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ledger.published(tenant))
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(event.toString().toLowerCase(java.util.Locale.ROOT))
                        .doesNotContain("thandi", "counter")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complaint", "legal", "erased"})
    void refusesToReleaseWithTheRule(String reason) {
        String id = add("{\"identifier\":{\"phone\":\"082 123 4567\"},\"reason\":\"" + reason + "\"}")
                .statusCode(201)
                .extract()
                .path("id");

        release(id, GROUNDS)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("release-refused"))
                .body("detail", containsString("S3"));
    }

    @Test
    void keepsNothingOfAnErasedPersonButTheHash() {
        add("{\"identifier\":{\"phone\":\"0821234567\"},\"reason\":\"erased\"}")
                .statusCode(201)
                .body("holdUntil", nullValue());

        search("{\"identifier\":{\"phone\":\"+27 82 123 4567\"}}")
                .body("entries", hasSize(1))
                .body("entries[0].address", nullValue());
    }

    @Test
    void releaseNeedsReasonAndEvidence() {
        String id = add(MANUAL).extract().path("id");

        release(id, "{\"reason\":\" \"}")
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("reason", "evidence"));
    }

    @Test
    void anotherTenantsEntryIsNotFound() {
        // Given
        String id = add(MANUAL).extract().path("id");
        TenantId other = ledger.newTenant(12);

        // Then
        as(other, "suppression:read").get("/v1/suppressions/" + id).then().statusCode(404);
        as(other, "suppression:write")
                .body(GROUNDS)
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(404);
        as(other, "suppression:read")
                .body("{\"identifier\":{\"email\":\"thandi@example.org\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200)
                .body("entries", hasSize(0));
    }

    @Test
    void needsTheScopeOfTheOperation() {
        as(tenant, "suppression:read")
                .body(MANUAL)
                .post("/v1/suppressions")
                .then()
                .statusCode(403)
                .body("code", equalTo("missing-scope"));
        as(tenant, "suppression:write")
                .body("{}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(403);
        as(tenant, "suppression:write", "suppression:read")
                .post("/v1/maintenance/holds/run")
                .then()
                .statusCode(403);
        as(null, "suppression:read")
                .body("{}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(403)
                .body("code", equalTo("no-tenant"));
        given().contentType("application/json")
                .body(MANUAL)
                .post("/v1/suppressions")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesAnUnknownFieldWithItsPath() {
        add("{\"identifier\":{\"email\":\"t@example.org\",\"fax\":\"1\"},\"reason\":\"manual\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].path", equalTo("identifier.fax"))
                .body("violations[0].code", equalTo("unknown-field"));
    }

    @Test
    void refusesWhatIsNotJson() {
        add("{").statusCode(400).body("code", equalTo("unreadable"));
        as(tenant, "suppression:write").post("/v1/suppressions").then().statusCode(400);
    }

    @Test
    void namesEveryViolation() {
        add("{\"identifier\":{\"phone\":\"12\"},\"scope\":{\"channel\":\"fax\",\"purpose\":\"NO\"},\"reason\":\"opt_out\"}")
                .statusCode(422)
                .body("code", equalTo("invalid"))
                .body(
                        "violations.path",
                        containsInAnyOrder("identifier.phone", "scope.channel", "scope.purpose", "reason"));
        search("{\"reason\":\"x\",\"createdAfter\":\"yesterday\",\"cursor\":\"?\",\"limit\":501}")
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("reason", "createdAfter", "cursor", "limit"));
    }

    @Test
    void theSameIdempotencyKeyHasOneEffect() {
        // Given
        String key = UUID.randomUUID().toString();
        String id = withKey(key, MANUAL).statusCode(201).extract().path("id");

        // Then
        withKey(key, MANUAL).statusCode(201).body("id", equalTo(id));
        withKey(key, MANUAL.replace("counter", "desk")).statusCode(422).body("code", equalTo("idempotency-key-reused"));
        search("{\"identifier\":{\"email\":\"thandi@example.org\"}}").body("entries", hasSize(1));
    }

    @Test
    void pagesThroughTheWholeList() {
        // Given
        List<String> added = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            added.add(add(MANUAL.replace("Thandi", "person" + number)).extract().path("id"));
        }

        // When
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            String position = cursor == null ? "" : ",\"cursor\":\"" + cursor + "\"";
            ValidatableResponse page = search("{\"reason\":\"manual\",\"limit\":2" + position + "}")
                    .statusCode(200);
            found.addAll(page.extract().path("entries.id"));
            cursor = page.extract().path("cursor");
        } while (cursor != null);

        // Then
        assertThat(found).containsExactlyElementsOf(added);
        search("{\"createdAfter\":\"2100-01-01T00:00:00Z\"}").body("entries", hasSize(0));
    }

    private ValidatableResponse add(String body) {
        return as(tenant, "suppression:write")
                .body(body)
                .post("/v1/suppressions")
                .then();
    }

    private ValidatableResponse withKey(String key, String body) {
        return as(tenant, "suppression:write")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/suppressions")
                .then();
    }

    private ValidatableResponse search(String body) {
        return as(tenant, "suppression:read")
                .body(body)
                .post("/v1/suppressions/search")
                .then();
    }

    private ValidatableResponse detail(String id) {
        return as(tenant, "suppression:read").get("/v1/suppressions/" + id).then();
    }

    private ValidatableResponse release(String id, String body) {
        return as(tenant, "suppression:write")
                .body(body)
                .post("/v1/suppressions/" + id + "/release")
                .then();
    }

    private RequestSpecification as(@Nullable TenantId caller, String... scopes) {
        String token = issuer.token(caller == null ? null : caller.value(), "backoffice", scopes);
        return given().auth().oauth2(token).contentType("application/json");
    }
}
