package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/lint} as its clients use it. */
@QuarkusTest
class LintIT extends WithServers {

    private static final String PROBLEM = "application/problem+json";
    private static final String RAW = """
            From: Test <news@test.example>
            List-Unsubscribe: <https://links.example/u/t0k3n>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            DKIM-Signature: v=1; a=rsa-sha256; d=test.example; s=k;
             h=from:list-unsubscribe:list-unsubscribe-post; bh=AA=; b=BB=
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=x

            --x
            Content-Type: text/plain

            Sale. Unsubscribe: https://links.example/u/t0k3n
            --x
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Sale. <a href=3D"https://links.example/u/t0k3n">Un=
            subscribe</a></p>
            --x--
            """;

    @Test
    void aGoodMessageIsOk() {
        lint("""
                {"channel":"sms","messageClass":"marketing","text":"Test: sale today. Reply STOP to opt out"}""").statusCode(200).body("ok", is(true)).body("findings", empty());
    }

    @Test
    void aGoodEmailAsItGoesOverTheWireIsOk() {
        acme.request()
                .body(Map.of("channel", "email", "raw", RAW))
                .post("/v1/lint")
                .then()
                .statusCode(200)
                .body("ok", is(true))
                .body("findings.code", contains("PHYSICAL_ADDRESS_MISSING", "PHYSICAL_ADDRESS_MISSING"))
                .body("findings.where", contains("text", "html"))
                .body("findings.severity", contains("advice", "advice"));
    }

    @Test
    void aBadMessageIsToldWhatIsWrongAndWhatToDo() {
        String answer = lint("""
                {"channel":"email","messageClass":"newsletter",
                 "headers":[{"name":"List-Unsubscribe","value":"<http://links.example/u>"}],
                 "text":"secretword on sale","html":"<b>secretword on sale</b>"}""")
                .statusCode(200)
                .body("ok", is(false))
                .body(
                        "findings.code",
                        hasItems(
                                "SENDER_IDENTITY_MISSING",
                                "OPT_OUT_MISSING",
                                "LIST_UNSUBSCRIBE_PLAIN_HTTP",
                                "LIST_UNSUBSCRIBE_POST_MISSING",
                                "DKIM_SIGNATURE_MISSING"))
                .body("findings.find { it.code == 'OPT_OUT_MISSING' }.severity", is("error"))
                .body("findings.find { it.code == 'OPT_OUT_MISSING' }.rule", is("A-09"))
                .body("findings.findAll { it.code == 'OPT_OUT_MISSING' }.where", containsInAnyOrder("text", "html"))
                .body("findings.message", not(hasItem("")))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("secretword", "links.example");
    }

    @Test
    void anotherClassIsOnlyAdvised() {
        lint("""
                {"channel":"sms","messageClass":"authentication","text":"123456 is your code"}""")
                .statusCode(200)
                .body("ok", is(true))
                .body("findings.code", contains("SENDER_IDENTITY_MISSING"))
                .body("findings.severity", contains("advice"));
    }

    @Test
    void theScopeIsNeeded() {
        acme.requestWith("consent:read", "consent:write")
                .body("{\"channel\":\"sms\",\"text\":\"x\"}")
                .post("/v1/lint")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("code", is("missing-scope"));
    }

    @Test
    void anUnknownFieldIsRefusedWithItsPath() {
        lint("""
                {"channel":"email","headers":[{"nam":"From","value":"x"}],"text":"x"}""")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations[0].path", is("headers[0].nam"))
                .body("violations[0].code", is("unknown-field"));
    }

    @Test
    void allViolationsAreNamedAtOnce() {
        acme.request()
                .body(Map.of(
                        "channel",
                        "sms",
                        "headers",
                        Collections.nCopies(201, Map.of("name", "X", "value", "y")),
                        "text",
                        "x".repeat(500_001),
                        "html",
                        "x"))
                .post("/v1/lint")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", is("invalid"))
                .body("violations.path", hasItems("headers", "text", "html"));
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsTooLargeHoweverItIsSent() throws Exception {
        byte[] body = new byte[1_000_001];
        Arrays.fill(body, (byte) ' ');
        byte[] start = "{\"channel\":\"sms\",\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, body, 0, start.length);

        assertThat(status(HttpRequest.BodyPublishers.ofByteArray(body))).isEqualTo(413);
        InputStream chunks = new ByteArrayInputStream(body);
        assertThat(status(HttpRequest.BodyPublishers.ofInputStream(() -> chunks)))
                .isEqualTo(413);
        assertThat(status(HttpRequest.BodyPublishers.ofByteArray(body, 0, 1_000_000)))
                .isEqualTo(200);
    }

    private ValidatableResponse lint(String body) {
        return acme.request().body(body).post("/v1/lint").then();
    }

    private int status(HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(acme.url() + "/v1/lint"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + issuer.token(acme.tenant(), "c", "consent:check"))
                .POST(body)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
