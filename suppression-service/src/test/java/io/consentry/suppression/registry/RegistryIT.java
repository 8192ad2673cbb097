package io.consentry.suppression.registry;

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
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class RegistryIT {

    private static final String NOBODY = "email,scope\n";
    private static final String THANDI = "email,phone,scope,idNumber\nthandi@example.org,,industry,8001015009087\n";
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00Z");
    private static final String ADDED = "io.consentry.suppression.added.v1";
    private static final String RELEASED = "io.consentry.suppression.released.v1";
    private static final String CLEANSED = "io.consentry.registry.cleansed.v1";

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @BeforeEach
    void newTenant() {
        tenant = ledger.newTenant(12);
        clock.stopAt(TIME);
    }

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @Test
    void whomTheAnswerNamesIsOnTheListAndTheRunHasItsCertificate() throws Exception {
        run("ncc", "text/csv", THANDI + ",082 123 4567,,\n", "?entries=120000")
                .statusCode(201)
                .body("registry", equalTo("ncc"))
                .body("at", equalTo("2026-11-20T08:00:00Z"))
                .body("cleansed", is(true))
                .body("listHash", equalTo(sha256(THANDI + ",082 123 4567,,\n")))
                .body("count", is(120_000))
                .body("blocked", is(2))
                .body("added", is(2))
                .body("errors", is(0))
                .body("fee.amount", equalTo("14400.00"))
                .body("fee.currency", equalTo("ZAR"))
                .body("consistencyToken", notNullValue());

        entries("email", "Thandi@example.org")
                .body("entries", hasSize(1))
                .body("entries[0].reason", equalTo("registry"))
                .body("entries[0].origin", equalTo("system"))
                .body("entries[0].registry.name", equalTo("ncc"))
                .body("entries[0].registry.scope", equalTo("industry"))
                .body("entries[0].holdUntil", nullValue())
                .body("entries[0].address", nullValue());
        entries("phone", "+27821234567").body("entries[0].registry.scope", equalTo("all"));
        publishes(ADDED, ADDED, CLEANSED);
        assertThat(ledger.published(tenant))
                .filteredOn(event -> event.type().equals(CLEANSED))
                .singleElement()
                .satisfies(event -> assertThat(event.key()).isEqualTo(tenant.value() + ":registry:ncc"));
    }

    @Test
    void whoLeftTheRegistryIsReleasedAndNobodyElse() {
        // Given
        run("ncc", "text/csv", "email\nthandi@example.org\nsipho@example.org\n").statusCode(201);
        run("dmasa", "text/csv", "email\nthandi@example.org\n").statusCode(201);
        addManual("thandi@example.org");

        // When
        run("ncc", "application/x-ndjson", "{\"email\":\"sipho@example.org\"}\n")
                .statusCode(201)
                .body("added", is(0))
                .body("blocked", is(1))
                .body("released", is(1));

        // Then
        entries("email", "thandi@example.org")
                .body("entries.findAll { !it.released }.reason", containsInAnyOrder("registry", "manual"))
                .body("entries.find { it.released }.registry.name", equalTo("ncc"));
        entries("email", "sipho@example.org").body("entries", hasSize(1)).body("entries[0].released", is(false));
        publishes(ADDED, ADDED, CLEANSED, ADDED, CLEANSED, ADDED, RELEASED, CLEANSED);
    }

    @Test
    void aRunLeavesOptOutsAlone() {
        // Given
        addManual("thandi@example.org");

        // When
        run("ncc", "text/csv", NOBODY).statusCode(201).body("released", is(0));

        // Then
        entries("email", "thandi@example.org").body("entries.released", equalTo(List.of(false)));
    }

    @Test
    void onlyTheRegistryLiftsItsEntry() {
        run("ncc", "text/csv", THANDI).statusCode(201);
        String id = entries("email", "thandi@example.org").extract().path("entries[0].id");

        as(tenant, "suppression:write")
                .contentType("application/json")
                .body("{\"reason\":\"they consented\",\"evidence\":\"form 7\"}")
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(409)
                .body("detail", containsString("registry"));
    }

    @Test
    void theSameKeyGivesTheFirstAnswerAgainAndHasOneEffect() {
        // Given
        String key = UUID.randomUUID().toString();
        String id = runWithKey(key, THANDI).statusCode(201).extract().path("id");
        run("ncc", "text/csv", NOBODY).statusCode(201).body("released", is(1));

        // When
        runWithKey(key, THANDI).statusCode(201).body("id", equalTo(id)).body("added", is(1));

        // Then
        runWithKey(key, NOBODY).statusCode(422).body("code", equalTo("idempotency-key-reused"));
        entries("email", "thandi@example.org").body("entries.released", equalTo(List.of(true)));
        get("ncc").body("runs", hasSize(2));
    }

    @Test
    void anAnswerWithABrokenLineBlocksButNeitherReleasesNorCleanses() {
        // Given
        run("ncc", "text/csv", THANDI).statusCode(201);
        clock.stopAt(TIME.plusSeconds(60));

        // When
        run(
                        "ncc",
                        "text/csv",
                        "email,scope\nsipho@example.org,all\nno address,all\na@example.org\nb@example.org,everybody\n"
                                + "x".repeat(20_000) + ",all\n")
                .statusCode(201)
                .body("cleansed", is(false))
                .body("errors", is(4))
                .body("lineErrors.line", equalTo(List.of(3, 4, 5, 6)))
                .body("lineErrors.code", hasSize(4))
                .body("lineErrors[1].code", equalTo("columns"))
                .body("lineErrors[2].path", equalTo("scope"))
                .body("lineErrors[3].code", equalTo("too-long"))
                .body("added", is(2))
                .body("released", is(0));

        // Then
        entries("email", "thandi@example.org").body("entries[0].released", is(false));
        entries("email", "b@example.org").body("entries[0].registry.scope", equalTo("all"));
        get("ncc").body("cleansedAt", equalTo(TIME.toString())).body("lastRun.cleansed", is(false));
        publishes(ADDED, CLEANSED, ADDED, ADDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "name,surname\nThandi,M\n"})
    void whatIsNoAnswerIsRefusedAndReleasesNobody(String file) {
        run("ncc", "text/csv", THANDI).statusCode(201);

        run("ncc", "text/csv", file).statusCode(422).body("violations[0].path", equalTo("header"));

        entries("email", "thandi@example.org").body("entries[0].released", is(false));
    }

    @Test
    void aLongAnswerIsAppliedInBatches() {
        String file = "email\n"
                + IntStream.range(0, 1_201)
                        .mapToObj(number -> "person" + number + "@example.org\n")
                        .collect(Collectors.joining());

        run("ncc", "text/csv", file).statusCode(201).body("added", is(1_201)).body("count", is(1_201));
        run("ncc", "text/csv", NOBODY).statusCode(201).body("released", is(1_201));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-20T08:00:00Z, 2026-11-19T08:00:00Z",
        "2026-01-30T22:30:00Z, 2026-03-01T22:30:00Z",
        "2024-02-10T21:59:59Z, 2024-03-11T21:59:59Z"
    })
    void aCleansedListIsStaleAfterThirtyCalendarDaysAndNotAMomentBefore(Instant cleansed, Instant through) {
        // Given
        get("ncc").body("stale", is(true)).body("cleansedAt", nullValue());
        clock.stopAt(cleansed);
        run("ncc", "text/csv", NOBODY).statusCode(201);

        // When
        clock.stopAt(through);

        // Then
        get("ncc").body("stale", is(false)).body("cleansedThrough", equalTo(through.toString()));

        // When
        clock.advance(Duration.ofNanos(1));

        // Then
        get("ncc").body("stale", is(true));
        get("dmasa").body("stale", is(true)).body("runs", hasSize(0));
    }

    @Test
    void theRegistrationIsShownWithItsRenewal() {
        get("ncc")
                .body("registration.number", equalTo("NCC-1"))
                .body("registration.renewsAt", equalTo("2100-01-01T00:00:00Z"))
                .body("registered", is(true));
        clock.stopAt(Instant.parse("2100-01-01T00:00:00Z"));
        get("ncc").body("registered", is(false));
        get("dmasa").body("registration", nullValue());
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        run("ncc", "text/csv", THANDI).statusCode(201);
        TenantId other = ledger.newTenant(12);

        as(other, "suppression:read")
                .get("/v1/registries/ncc")
                .then()
                .statusCode(200)
                .body("runs", hasSize(0))
                .body("stale", is(true));
        as(other, "suppression:read")
                .contentType("application/json")
                .body("{\"identifier\":{\"email\":\"thandi@example.org\"}}")
                .post("/v1/suppressions/search")
                .then()
                .body("entries", hasSize(0));
    }

    @Test
    void needsTheScopeOfTheOperationAndAKnownRegistry() {
        as(tenant, "suppression:read")
                .contentType("text/csv")
                .body(NOBODY)
                .post("/v1/registries/ncc/runs")
                .then()
                .statusCode(403)
                .body("code", equalTo("missing-scope"));
        as(tenant, "suppression:write").get("/v1/registries/ncc").then().statusCode(403);
        as(tenant, "suppression:read").get("/v1/registries/robinson").then().statusCode(404);
        run("robinson", "text/csv", NOBODY).statusCode(404);
        run("ncc", "application/json", "{}").statusCode(415);
        run("ncc", "text/csv", NOBODY, "?entries=many").statusCode(422).body("violations[0].path", equalTo("entries"));
    }

    private ValidatableResponse run(String registry, String mediaType, String file) {
        return run(registry, mediaType, file, "");
    }

    private ValidatableResponse run(String registry, String mediaType, String file, String query) {
        return as(tenant, "suppression:write")
                .contentType(mediaType)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/registries/" + registry + "/runs" + query)
                .then();
    }

    private ValidatableResponse runWithKey(String key, String file) {
        return as(tenant, "suppression:write")
                .contentType("text/csv")
                .header("Idempotency-Key", key)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/registries/ncc/runs")
                .then();
    }

    private ValidatableResponse get(String registry) {
        return as(tenant, "suppression:read")
                .get("/v1/registries/" + registry)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse entries(String kind, String address) {
        return as(tenant, "suppression:read")
                .contentType("application/json")
                .body("{\"identifier\":{\"" + kind + "\":\"" + address + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }

    private void addManual(String email) {
        as(tenant, "suppression:write")
                .contentType("application/json")
                .body("{\"identifier\":{\"email\":\"" + email + "\"},\"reason\":\"manual\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201);
    }

    private void publishes(String... types) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ledger.published(tenant))
                .extracting(Ledger.Published::type)
                .containsExactlyInAnyOrder(types));
    }

    private RequestSpecification as(TenantId caller, String scope) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", io.restassured.http.ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .auth()
                .oauth2(issuer.token(caller.value(), "backoffice", scope));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
