package io.consentry.consent.receipt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capability C9: receipts are signed, and verified with the published keys alone. */
@QuarkusTest
class ReceiptKeyIT extends WithServers {

    private static final int AT_ONCE = 8;

    @Test
    void aSignedReceiptIsVerifiedWithThePublishedKeyByAnotherHand() throws Exception {
        String id = grant();

        String jws = signed(id);

        assertThat(JdkVerification.verifies(jws, jwks())).isTrue();
        assertThat(JdkVerification.header(jws).getString("jku"))
                .isEqualTo("http://127.0.0.1:8081/v1/receipts/" + acme.tenant() + "/jwks.json");
        assertThat(JdkVerification.header(jws).getString("cty")).isEqualTo("ld+json");
        assertThat(JdkVerification.payload(jws)).isEqualTo(new JsonObject(receipt(id, "application/ld+json")));
    }

    @Test
    void aReceiptThatWasChangedIsNotVerified() throws Exception {
        String jws = signed(grant());
        String[] parts = jws.split("\\.");
        String changed = JdkVerification.payload(jws).encode().replace("ConsentGiven", "ConsentRefused");
        String forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];

        assertThat(changed).contains("ConsentRefused");
        assertThat(JdkVerification.verifies(forged, jwks())).isFalse();
        assertThat(ReceiptVerifier.verify(forged, jwks())).isInstanceOf(ReceiptVerifier.Finding.Invalid.class);
    }

    @Test
    void afterARotationEarlierReceiptsAreVerifiedStill() throws Exception {
        String id = grant();
        String before = signed(id);

        String kid = rotate().statusCode(200).extract().path("kid");

        String after = signed(id);
        assertThat(JdkVerification.header(after).getString("kid"))
                .isEqualTo(kid)
                .isNotEqualTo(JdkVerification.header(before).getString("kid"));
        assertThat(JdkVerification.payload(after)).isEqualTo(JdkVerification.payload(before));
        String published = jwks();
        assertThat(new JsonObject(published).getJsonArray("keys")).hasSize(2);
        assertThat(JdkVerification.verifies(before, published)).isTrue();
        assertThat(JdkVerification.verifies(after, published)).isTrue();
    }

    @Test
    void whenTheTenantsEncryptionKeyIsRotatedTheReceiptKeyStays() throws Exception {
        String id = grant();
        String before = signed(id);

        operator().post("/v1/tenants/" + acme.tenant() + "/keys/rotate").then().statusCode(200);

        String after = signed(id);
        assertThat(JdkVerification.header(after)).isEqualTo(JdkVerification.header(before));
        assertThat(JdkVerification.verifies(after, jwks())).isTrue();
    }

    @Test
    void ofManyThatNeedTheFirstKeyAtOnceOneMakesIt() throws Exception {
        String id = grant();

        List<String> receipts = atOnce(() -> signed(id));

        String published = jwks();
        assertThat(new JsonObject(published).getJsonArray("keys")).hasSize(1);
        for (String receipt : receipts) {
            assertThat(JdkVerification.verifies(receipt, published)).isTrue();
        }
    }

    @Test
    void rotationsAtOnceEachSayAKeyThatIsPublished() throws Exception {
        signed(grant());

        List<String> kids = atOnce(() -> rotate().statusCode(200).extract().<String>path("kid"));

        assertThat(published()).containsAll(kids).hasSizeBetween(2, AT_ONCE + 1);
    }

    @Test
    void keysAreReadWithoutATokenAndHoldNothingPrivate() {
        given().get(keySet())
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .body("keys", empty());

        signed(grant());

        given().get(keySet())
                .then()
                .statusCode(200)
                .body("keys.size()", is(1))
                .body("keys[0].keySet().sort()", is(List.of("alg", "crv", "kid", "kty", "use", "x", "y")));
    }

    @Test
    void aTenantThatIsNoneHasNoKeys() {
        for (String unknown : List.of("nobody", "No-Such", "..")) {
            given().urlEncodingEnabled(false)
                    .get("/v1/receipts/" + unknown + "/jwks.json")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void onlyTheOperatorRotates() {
        acme.request()
                .post("/v1/receipts/" + acme.tenant() + "/keys/rotate")
                .then()
                .statusCode(403);
        operator().post("/v1/receipts/nobody/keys/rotate").then().statusCode(404);
    }

    @Test
    void thePrivateKeyIsSealedAndNoKeyIsEverReplaced() throws Exception {
        signed(grant());

        try (ServiceDatabase service = ServiceDatabase.asService(acme.tenant())) {
            assertThat(service.count("receipt_key")).isEqualTo(1);
            assertThat(service.count("receipt_key where public_jwk ? 'd'"
                            + " or position('\"kty\"'::bytea in sealed_private) > 0"))
                    .isZero();
        }
        try (ServiceDatabase owner = ServiceDatabase.asOwner()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> owner.run("truncate receipt_key")))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void theCommandTellsAGenuineReceiptFromAnother(@TempDir Path directory) throws Exception {
        String jws = signed(grant());
        Path keys = Files.writeString(directory.resolve("jwks.json"), jwks());
        Path genuine = Files.writeString(directory.resolve("genuine.jws"), jws + "\n");
        Path cut = Files.writeString(directory.resolve("cut.jws"), jws.substring(0, jws.length() - 8));

        assertThat(verify(0, genuine, keys))
                .startsWith("valid\n")
                .contains("controller: urn:consentry:tenant:" + acme.tenant())
                .contains("status: dpv:ConsentGiven")
                .contains("purpose: Offers");
        assertThat(verify(1, cut, keys)).startsWith("invalid: ");
        assertThat(verify(1, keys, keys)).startsWith("invalid: ");
        assertThat(verify(2, directory.resolve("none.jws"), keys)).isEmpty();
    }

    private static String verify(int expectedExit, Path receipt, Path keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = VerifyReceipt.run(
                List.of(receipt.toString(), keys.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(expectedExit);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(threads.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : calls) {
                answers.add(one.get(30, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private String grant() {
        return acme.record("thandi@example.org", "grant")
                .statusCode(201)
                .extract()
                .path("events[0].eventId");
    }

    private String signed(String id) {
        return receipt(id, "application/jose");
    }

    private String receipt(String id, String accept) {
        return acme.request()
                .accept(accept)
                .get("/v1/consents/" + id + "/receipt")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String keySet() {
        return "/v1/receipts/" + acme.tenant() + "/jwks.json";
    }

    private String jwks() {
        return given().get(keySet()).then().statusCode(200).extract().asString();
    }

    private List<String> published() {
        return given().get(keySet()).then().statusCode(200).extract().path("keys.kid");
    }

    private ValidatableResponse rotate() {
        return operator().post("/v1/receipts/" + acme.tenant() + "/keys/rotate").then();
    }

    private io.restassured.specification.RequestSpecification operator() {
        return given().auth().oauth2(issuer.token(null, "consentry-operator", "platform:operate"));
    }
}
