package io.consentry.consent.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every refusal is a problem that names field and rule, and leaves nothing behind. */
@QuarkusTest
class RefusalsIT extends WithServers {

    private static final String PROBLEM = "application/problem+json";
    private boolean mayHaveWritten;

    @AfterEach
    void nothingIsWritten() throws Exception {
        if (!mayHaveWritten) {
            try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
                assertThat(database.count("ledger_event")).isZero();
                assertThat(database.count("subject")).isZero();
            }
        }
    }

    @Test
    void withoutATokenIsUnauthenticated() {
        given().contentType(ContentType.JSON)
                .body(ConsentApi.decision("a@example.org", "grant"))
                .post("/v1/consents")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", "Bearer")
                .body("code", is("unauthenticated"))
                .body("type", is("urn:consentry:problem:unauthenticated"));
    }

    @Test
    void expiredForeignAndWronglyAddressedTokensAreRefused() {
        Stream.of(
                        issuer.expiredToken(acme.tenant(), "c", "consent:write"),
                        issuer.foreignToken(acme.tenant(), "c", "consent:write"),
                        issuer.wrongAudienceToken(acme.tenant(), "c", "consent:write"),
                        issuer.token(acme.tenant(), "c", "consent:write") + "x",
                        "rubbish")
                .forEach(token -> given().auth()
                        .oauth2(token)
                        .contentType(ContentType.JSON)
                        .body(ConsentApi.decision("a@example.org", "grant"))
                        .post("/v1/consents")
                        .then()
                        .statusCode(401)
                        .contentType(PROBLEM));
    }

    @Test
    void aMissingScopeIsForbidden() {
        acme.requestWith("consent:check", "consent:read")
                .body(ConsentApi.decision("a@example.org", "grant"))
                .post("/v1/consents")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("code", is("missing-scope"));
    }

    @Test
    void aTokenWithoutATenantIsForbidden() {
        given().auth()
                .oauth2(issuer.token(null, "c", "consent:write"))
                .contentType(ContentType.JSON)
                .body(ConsentApi.decision("a@example.org", "grant"))
                .post("/v1/consents")
                .then()
                .statusCode(403)
                .body("code", is("no-tenant"));
    }

    @Test
    void anUnknownFieldIsRefusedWithItsPath() {
        acme.request()
                .body(
                        "{\"subject\":{\"email\":\"a@example.org\"},\"decisions\":[{\"purpose\":\"offers\",\"chanel\":\"email\"}]}")
                .post("/v1/consents")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("code", is("unreadable"))
                .body("violations[0].path", is("decisions[0].chanel"))
                .body("violations[0].code", is("unknown-field"));
    }

    @Test
    void textThatIsNotJsonIsUnreadable() {
        acme.request()
                .body("{\"subject\":")
                .post("/v1/consents")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        acme.request()
                .contentType(ContentType.TEXT)
                .body("x")
                .post("/v1/consents")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void allViolationsAreNamedAtOnce() {
        acme.request()
                .body("""
                    {"subject":{"email":"not an address","phone":"12"},
                     "decisions":[{"purpose":"unheard-of","channel":"pigeon","action":"grant"}],
                     "evidence":{"method":"api","affirmativeAction":"pre_ticked","actor":"subject","occurredAt":"2999-01-01T00:00:00Z"}}""")
                .post("/v1/consents")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", is("invalid"))
                .body(
                        "violations.path",
                        hasItems(
                                "subject.email",
                                "subject.phone",
                                "decisions[0].purpose",
                                "decisions[0].channel",
                                "evidence.affirmativeAction",
                                "evidence.occurredAt"));
    }

    /** Without it a list loaded today would be consents of today, which outlast what was withdrawn or has expired since. */
    @Test
    void aGrantWhoseMethodDoesNotShowTheActAsItHappensSaysWhenThatWas() {
        for (String method : List.of("import", "api", "paper")) {
            for (String action : List.of("grant", "renew")) {
                acme.request()
                        .body(ConsentApi.decision("a@example.org", action).replace("subscription_form", method))
                        .post("/v1/consents")
                        .then()
                        .statusCode(422)
                        .body("violations.path", contains("evidence.occurredAt"))
                        .body("violations.code", contains("required"));
            }
        }
    }

    @Test
    void anOptOutOnPaperCountsFromNowWhenItDoesNotSaySince() {
        mayHaveWritten = true;
        acme.request()
                .body(ConsentApi.decision("a@example.org", "withdraw").replace("subscription_form", "paper"))
                .post("/v1/consents")
                .then()
                .statusCode(201);
    }

    @Test
    void voiceNeedsItsRecording() {
        acme.request()
                .body("""
                    {"subject":{"phone":"082 123 4567"},"decisions":[{"purpose":"offers","channel":"sms","action":"grant"}],
                     "evidence":{"method":"voice","affirmativeAction":"spoken","actor":"agent"}}""")
                .post("/v1/consents")
                .then()
                .statusCode(422)
                .body("violations.path", hasItems("evidence.recordingRef", "evidence.recordingSha256"));
    }

    @Test
    void aThousandAndOneChecksAreRefused() {
        String one = "{\"recipient\":{\"email\":\"a@example.org\"},\"channel\":\"email\",\"purpose\":\"offers\"}";
        acme.request()
                .body("{\"checks\":[" + String.join(",", Collections.nCopies(1_001, one)) + "]}")
                .post("/v1/check")
                .then()
                .statusCode(422)
                .body("violations.path", hasItem("checks"));
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        acme.request()
                .body("{\"x\":\"" + "y".repeat(10_000_000) + "\"}")
                .post("/v1/check")
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("code", is("too-large"));
    }

    @Test
    void legitimateInterestIsNoGroundForElectronicMarketing() {
        acme.request()
                .body(ConsentApi.OFFERS.replace("\"consent\"", "\"legitimate_interest\""))
                .put("/v1/purposes/prospects")
                .then()
                .statusCode(422)
                .body("violations.path", hasItem("basis.popia"));
        acme.request().body(ConsentApi.OFFERS).put("/v1/purposes/sale").then().statusCode(422);
    }

    @Test
    void anIdempotencyKeyGivesTheFirstAnswerAgainAndRefusesAnotherRequest() throws Exception {
        mayHaveWritten = true;
        String first = keyed("k-1", ConsentApi.decision("a@example.org", "grant"), 201);

        assertThat(keyed("k-1", ConsentApi.decision("a@example.org", "grant"), 201))
                .isEqualTo(first);
        assertThat(keyed("k-1", ConsentApi.decision("b@example.org", "grant"), 422))
                .contains("idempotency-key-reused");
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            assertThat(database.count("ledger_event")).isOne();
        }
    }

    @Test
    void twoAtOnceWithOneKeyHaveOneEffect() throws Exception {
        mayHaveWritten = true;
        String body = ConsentApi.decision("a@example.org", "grant");
        Stream.generate(() -> CompletableFuture.runAsync(() -> acme.request()
                        .header("Idempotency-Key", "k-2")
                        .body(body)
                        .post("/v1/consents")
                        .then()
                        .statusCode(org.hamcrest.Matchers.anyOf(is(201), is(409)))))
                .limit(8)
                .toList()
                .forEach(CompletableFuture::join);

        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            assertThat(database.count("ledger_event")).isOne();
        }
    }

    @Test
    void aPersonIsAskedForConsentOnlyOnce() {
        mayHaveWritten = true;
        acme.record("a@example.org", "request").statusCode(201);

        acme.record("a@example.org", "request").statusCode(409).body("code", is("already-asked"));
    }

    @Test
    void aGrantFromBeforeAnOptOutAndAnAgentsGrantAreRefused() {
        mayHaveWritten = true;
        acme.record("a@example.org", "grant").statusCode(201);
        acme.record("a@example.org", "withdraw").statusCode(201);

        String stale = ConsentApi.decision("a@example.org", "grant")
                .replace("\"subject\"}", "\"subject\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}");
        acme.request().body(stale).post("/v1/consents").then().statusCode(409).body("code", is("stale-grant"));
        String agents = ConsentApi.decision("a@example.org", "grant").replace("\"subject\"}", "\"agent\"}");
        acme.request().body(agents).post("/v1/consents").then().statusCode(409).body("code", is("opt-out-stands"));
        acme.check("a@example.org").body("results[0].decision", is("deny"));
        acme.record("a@example.org", "grant").statusCode(201);
        acme.check("a@example.org").body("results[0].decision", is("allow"));
    }

    private String keyed(String key, String body, int status) {
        return acme.request()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/consents")
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }

    /** A client that goes on sending may find the connection closed before it reads why. */
    @Test
    void aBodyThatDoesNotSayHowLongItIsIsReadNoFurtherThanAllowed() throws Exception {
        CountedSpaces body = new CountedSpaces(50_000_000);
        HttpRequest request = HttpRequest.newBuilder(URI.create(acme.url() + "/v1/consents"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + issuer.token(acme.tenant(), "backoffice", "consent:write"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build();
        int status;
        try {
            status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException closed) {
            status = 413;
        }

        assertThat(status).isEqualTo(413);
        assertThat(body.sent).isLessThan(40_000_000);
    }

    private static final class CountedSpaces extends InputStream {

        private final int length;
        private int sent;

        CountedSpaces(int length) {
            this.length = length;
        }

        @Override
        public int read() {
            return sent++ < length ? ' ' : -1;
        }
    }

    @Test
    void aTokenIsRefusedFromItsExpiryOnThoughItIsRemembered() {
        mayHaveWritten = true;
        String token = issuer.tokenFor(Duration.ofSeconds(3), acme.tenant(), "c", "consent:check");
        checkWith(token).statusCode(200);
        checkWith(token).statusCode(200);
        checkWith(withAnotherSignature(token)).statusCode(401);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> checkWith(token).statusCode(401));
    }

    /** With the real limits: it takes three quarters of a minute. */
    @Test
    void aClientThatIsDisabledIsRefusedWithinAMinuteThoughItsTokenIsRemembered() {
        mayHaveWritten = true;
        String client = acme.tenant() + "-campaigns";
        String token = issuer.token(acme.tenant(), client, "consent:check");
        checkWith(token).statusCode(200);
        issuer.disable(client);
        Instant disabled = Instant.now();

        checkWith(token).statusCode(200);
        assertThat(issuer.introspections(client)).isOne();
        checkWith(issuer.token(acme.tenant(), client, "consent:check"))
                .statusCode(401)
                .body("code", is("unauthenticated"));
        checkWith(withAnotherSignature(token)).statusCode(401);
        acme.check("a@example.org").statusCode(200);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> checkWith(token).statusCode(401));
        assertThat(Duration.between(disabled, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void whileTheIssuerDoesNotAnswerNoTokenIsTakenThatItWasNotAskedAbout() {
        mayHaveWritten = true;
        String client = acme.tenant() + "-campaigns";
        String known = issuer.token(acme.tenant(), client, "consent:check");
        checkWith(known).statusCode(200);

        issuer.hideStateOf(client);

        checkWith(known).statusCode(200);
        checkWith(issuer.token(acme.tenant(), client, "consent:check"))
                .statusCode(503)
                .contentType(PROBLEM)
                .body("code", is("dependency-unavailable"));
        issuer.enable(client);
        checkWith(issuer.token(acme.tenant(), client, "consent:check")).statusCode(200);
    }

    @Test
    void neitherAnotherSpellingOfTheSchemeNorAnotherKindOfTokenGetsADisabledClientIn() {
        mayHaveWritten = true;
        String client = acme.tenant() + "-campaigns";
        issuer.disable(client);
        String token = issuer.token(acme.tenant(), client, "consent:check");

        Stream.of("bearer " + token, "BEARER " + token, "Bearer  " + token, "Basic " + token, token)
                .forEach(header -> given().header("Authorization", header)
                        .contentType(ContentType.JSON)
                        .body(ConsentApi.question("a@example.org"))
                        .post("/v1/check")
                        .then()
                        .statusCode(401));
        given().auth()
                .oauth2("opaque-token")
                .contentType(ContentType.JSON)
                .body(ConsentApi.question("a@example.org"))
                .post("/v1/check")
                .then()
                .statusCode(401);
    }

    @Test
    void rememberedTokensCostTheIssuerNothing() {
        mayHaveWritten = true;
        String client = acme.tenant() + "-campaigns";
        String token = issuer.token(acme.tenant(), client, "consent:check");
        for (int i = 0; i < 50; i++) {
            checkWith(token).statusCode(200);
        }
        assertThat(issuer.introspections(client)).isOne();
    }

    /** Not the last character: some of its bits mean nothing. */
    private static String withAnotherSignature(String token) {
        int place = token.length() - 20;
        char other = token.charAt(place) == 'A' ? 'B' : 'A';
        return token.substring(0, place) + other + token.substring(place + 1);
    }

    private ValidatableResponse checkWith(String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(ConsentApi.question("a@example.org"))
                .post("/v1/check")
                .then();
    }

    @Test
    void aSuspendedTenantRecordsOptOutsAndNothingElse() {
        mayHaveWritten = true;
        operate("/v1/tenants/" + acme.tenant() + "/status", "{\"status\":\"suspended\"}");

        await().untilAsserted(() -> acme.record("a@example.org", "grant")
                .statusCode(403)
                .contentType(PROBLEM)
                .body("code", is("tenant-suspended")));
        acme.record("a@example.org", "withdraw").statusCode(201);
        acme.check("a@example.org").body("results[0].reasons.code", hasItems("TENANT_NOT_REGISTERED", "NO_CONSENT"));
    }

    @Test
    void evidenceIsShownToAuditorsOnly() {
        mayHaveWritten = true;
        String event = acme.record("a@example.org", "grant").extract().path("events[0].eventId");

        acme.requestWith("consent:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(403);
        acme.requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(200)
                .body("method", is("subscription_form"))
                .body("affirmativeAction", is("ticked_box"));
        ConsentApi.newTenant(issuer)
                .requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(404);
    }

    @Test
    void evidenceStaysReadableWhenTheTenantsKeyRotates() {
        mayHaveWritten = true;
        String event = acme.record("a@example.org", "grant").extract().path("events[0].eventId");

        given().auth()
                .oauth2(issuer.token(null, "consentry-operator", "platform:operate"))
                .post("/v1/tenants/" + acme.tenant() + "/keys/rotate")
                .then()
                .statusCode(200)
                .body("version", is(2));

        acme.requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .statusCode(200)
                .body("actor", is("subject"));
        acme.check("a@example.org").body("results[0].decision", is("allow"));
    }

    private void operate(String path, String body) {
        given().auth()
                .oauth2(issuer.token(null, "consentry-operator", "platform:operate"))
                .contentType(ContentType.JSON)
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }
}
