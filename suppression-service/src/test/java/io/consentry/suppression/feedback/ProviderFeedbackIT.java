package io.consentry.suppression.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.contract.TenantId;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.Ledger;
import io.consentry.suppression.feedback.provider.ProviderKeys;
import io.consentry.suppression.feedback.provider.SnsSamples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class ProviderFeedbackIT {

    private static final ProviderKeys KEYS = ProviderKeys.generate();
    private static final ProviderKeys OTHERS = ProviderKeys.generate();
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces";
    private static final String MAILGUN_KEY = "mailgun-signing-key";
    private static final String LOGIN = ProviderKeys.basic("hook", "correct horse");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Ledger ledger;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @BeforeEach
    void newTenant() {
        tenant = ledger.newTenant(12);
    }

    @Test
    void sendgridsEventsAreAppliedRecipientByRecipientAndOnce() throws Exception {
        // Given
        set();
        String body = JSON.writeValueAsString(List.of(
                event("thandi@example.org", "e-1", Map.of("event", "bounce", "type", "bounce", "status", "5.1.1")),
                event("sipho@example.org", "e-2", Map.of("event", "bounce", "type", "blocked", "status", "5.1.1")),
                event("anna@example.org", "e-3", Map.of("event", "spamreport")),
                event("ben@example.org", "e-4", Map.of("event", "group_unsubscribe")),
                event("full@example.org", "e-5", Map.of("event", "bounce", "type", "bounce", "status", "5.2.2")),
                event("not an address", "e-6", Map.of("event", "spamreport"))));

        // When
        sendgrid(body)
                .statusCode(200)
                .body("outcome", equalTo("suppressed"))
                .body(
                        "recipients.masked",
                        equalTo(Arrays.asList(
                                "t***@example.org",
                                "s***@example.org",
                                "a***@example.org",
                                "b***@example.org",
                                "f***@example.org",
                                null)))
                .body(
                        "recipients.outcome",
                        equalTo(List.of("suppressed", "ignored", "suppressed", "suppressed", "counted", "ignored")));
        sendgrid(body).statusCode(200).body("outcome", equalTo("suppressed"));

        // Then
        reasons("thandi@example.org").body("entries.reason", equalTo(List.of("hard_bounce")));
        reasons("sipho@example.org").body("entries", hasSize(0));
        reasons("anna@example.org").body("entries.reason", equalTo(List.of("complaint")));
        reasons("ben@example.org")
                .body("entries.reason", equalTo(List.of("opt_out")))
                .body("entries.origin", equalTo(List.of("recipient")));
        assertPublished(3);
    }

    @Test
    void mailgunsFailureSuppressesAndItsTokenIsGoodForOneEvent() {
        // Given
        set();
        String token = UUID.randomUUID().toString();

        // When
        mailgun(token, Instant.now(), "e-1", "thandi@example.org")
                .statusCode(200)
                .body("recipients[0].status", equalTo("5.1.1"));
        mailgun(token, Instant.now(), "e-2", "sipho@example.org").statusCode(403);
        mailgun(UUID.randomUUID().toString(), Instant.now().minus(Duration.ofDays(1)), "e-3", "sipho@example.org")
                .statusCode(403);

        // Then
        reasons("thandi@example.org").body("entries.reason", equalTo(List.of("hard_bounce")));
        reasons("sipho@example.org").body("entries", hasSize(0));
    }

    @Test
    void mailgunMayDeliverTheSameAgain() {
        set();
        String body = mailgunBody("token-1", Instant.now(), "e-1", "thandi@example.org");

        post("mailgun", body).statusCode(200);
        post("mailgun", body).statusCode(200).body("outcome", equalTo("suppressed"));

        reasons("thandi@example.org").body("entries", hasSize(1));
    }

    @Test
    void postmarksRecordsAreTakenWithTheTenantsCredentials() {
        set();
        String body =
                "{\"RecordType\":\"Bounce\",\"ID\":42,\"Type\":\"HardBounce\",\"Email\":\"thandi@example.org\",\"Details\":\"550 5.1.1 unknown\"}";

        postmark(LOGIN, body).statusCode(200).body("recipients[0].outcome", equalTo("suppressed"));
        postmark(LOGIN, body.replace("Bounce", "Open")).statusCode(200).body("outcome", equalTo("ignored"));
        postmark(ProviderKeys.basic("hook", "wrong horse"), body).statusCode(403);

        reasons("thandi@example.org").body("entries.reason", equalTo(List.of("hard_bounce")));
    }

    @Test
    void sesBouncesOnlyWhoBounced() {
        // Given
        set();
        String message =
                "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"thandi@example.org\"},{\"emailAddress\":\"sipho@example.org\"}]},"
                        + "\"mail\":{\"destination\":[\"thandi@example.org\",\"anna@example.org\",\"sipho@example.org\"]}}";

        // When
        post("ses", SnsSamples.notification(KEYS, "1", TOPIC, "m-1", message))
                .statusCode(200)
                .body("recipients", hasSize(2));

        // Then
        reasons("thandi@example.org").body("entries", hasSize(1));
        reasons("sipho@example.org").body("entries", hasSize(1));
        reasons("anna@example.org").body("entries", hasSize(0));
    }

    @Test
    void aSubscriptionIsShownToTheTenantAndConfirmedByNobodyElse() {
        // Given
        set();
        String url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t-1";

        // When
        post("ses", SnsSamples.confirmation(KEYS, TOPIC, url)).statusCode(200).body("outcome", equalTo("ignored"));

        // Then
        settings().body("sesConfirmation.subscribeUrl", equalTo(url));
        set();
        settings().body("sesConfirmation", nullValue());
    }

    @Test
    void whoMayNotComeInLearnsNothing() {
        // Given
        String message = "{\"notificationType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":[]}}";
        String unset = shown(ses(tenant.value(), SnsSamples.notification(KEYS, "2", TOPIC, "m-1", message)));

        // When
        set();
        List<String> answers = List.of(
                shown(ses("no-such-tenant", SnsSamples.notification(KEYS, "2", TOPIC, "m-1", message))),
                shown(ses("NO TENANT", SnsSamples.notification(KEYS, "2", TOPIC, "m-1", message))),
                shown(ses(tenant.value(), SnsSamples.notification(OTHERS, "2", TOPIC, "m-1", message))),
                shown(ses(tenant.value(), SnsSamples.notification(KEYS, "2", TOPIC + "2", "m-1", message))),
                shown(ses(tenant.value(), "{")),
                shown(ses(tenant.value(), "")));

        // Then
        assertThat(unset).startsWith("403");
        assertThat(answers).containsOnly(unset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anybody", "import", "stream", "runs"})
    void aLargeDeliveryIsRefusedWhateverTheTenantIsCalled(String named) {
        assertThat(ses(named, " ".repeat(4_000_001)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "7", "{\"a\":1}"})
    void aGenuineDeliveryThatIsNoneIsAProblem(String body) {
        set();

        sendgrid(body).statusCode(400).contentType("application/problem+json").body("code", equalTo("unreadable"));
        postmark(LOGIN, body).statusCode(400);
    }

    @Test
    void credentialsGoInAndNeverOut() {
        settings()
                .body("sendgrid", is(false))
                .body("mailgun", is(false))
                .body("postmark", is(false))
                .body("ses", is(false))
                .body("softBounce.limit", equalTo(5))
                .body("softBounce.days", equalTo(30));

        set();

        String shown = settings()
                .body("sendgrid", is(true))
                .body("mailgun", is(true))
                .body("postmark", is(true))
                .body("ses", is(true))
                .body("sesTopicArn", equalTo(TOPIC))
                .extract()
                .asString();
        assertThat(shown).doesNotContain(MAILGUN_KEY, "correct horse", KEYS.sendgridKey(), "CERTIFICATE");
    }

    @Test
    void aTenantsOwnLimitCounts() throws Exception {
        put(Map.of(
                        "softBounce", Map.of("limit", 2, "days", 7),
                        "sendgrid", Map.of("verificationKey", KEYS.sendgridKey())))
                .statusCode(200)
                .body("softBounce.limit", equalTo(2));

        full("e-1").body("outcome", equalTo("counted"));
        full("e-1").body("outcome", equalTo("counted"));
        full("e-2").body("outcome", equalTo("suppressed"));

        reasons("thandi@example.org").body("entries.reason", equalTo(List.of("soft_bounce")));
    }

    @Test
    void wrongSettingsAreNamedAllAtOnceAndNothingIsSet() {
        put(Map.of(
                        "softBounce", Map.of("limit", 0, "days", 999),
                        "sendgrid", Map.of("verificationKey", "AAAA"),
                        "mailgun", Map.of("signingKey", "short"),
                        "postmark", Map.of("username", "a:b"),
                        "ses", Map.of("topicArn", "arn:aws:s3:::x", "certificates", List.of("no certificate"))))
                .statusCode(422)
                .body(
                        "violations.path",
                        containsInAnyOrder(
                                "softBounce.limit",
                                "softBounce.days",
                                "sendgrid.verificationKey",
                                "mailgun.signingKey",
                                "postmark.username",
                                "postmark.password",
                                "ses.topicArn",
                                "ses.certificates[0]"));
        settings().body("sendgrid", is(false));
    }

    @Test
    void settingsNeedTheirScopes() {
        given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/v1/feedback/settings")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .get("/v1/feedback/settings")
                .then()
                .statusCode(403);
    }

    private void set() {
        put(Map.of(
                        "sendgrid", Map.of("verificationKey", KEYS.sendgridKey()),
                        "mailgun", Map.of("signingKey", MAILGUN_KEY),
                        "postmark", Map.of("username", "hook", "password", "correct horse"),
                        "ses", Map.of("topicArn", TOPIC, "certificates", List.of(KEYS.certificate()))))
                .statusCode(200);
    }

    private ValidatableResponse put(Map<String, Object> settings) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .contentType(ContentType.JSON)
                .body(settings)
                .put("/v1/feedback/settings")
                .then();
    }

    private ValidatableResponse settings() {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                .get("/v1/feedback/settings")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> event(String email, String id, Map<String, Object> event) {
        Map<String, Object> all = new LinkedHashMap<>(event);
        all.put("email", email);
        all.put("sg_event_id", id);
        return all;
    }

    private ValidatableResponse full(String id) throws Exception {
        return sendgrid(JSON.writeValueAsString(List.of(
                event("thandi@example.org", id, Map.of("event", "bounce", "type", "bounce", "status", "5.2.2")))));
    }

    private ValidatableResponse sendgrid(String body) {
        return given().contentType("application/json")
                .header("X-Twilio-Email-Event-Webhook-Signature", KEYS.sendgridSignature("1763625600", body))
                .header("X-Twilio-Email-Event-Webhook-Timestamp", "1763625600")
                .body(body)
                .post("/v1/feedback/sendgrid/" + tenant)
                .then();
    }

    private ValidatableResponse mailgun(String token, Instant at, String id, String recipient) {
        return post("mailgun", mailgunBody(token, at, id, recipient));
    }

    private static String mailgunBody(String token, Instant at, String id, String recipient) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return "{\"signature\":{\"timestamp\":\"" + timestamp + "\",\"token\":\"" + token + "\",\"signature\":\""
                + ProviderKeys.mailgunSignature(MAILGUN_KEY, timestamp, token) + "\"},\"event-data\":{\"id\":\"" + id
                + "\",\"event\":\"failed\",\"severity\":\"permanent\",\"recipient\":\"" + recipient
                + "\",\"delivery-status\":{\"code\":550,\"message\":\"5.1.1 unknown\"}}}";
    }

    private ValidatableResponse postmark(String authorization, String body) {
        return given().contentType("application/json")
                .header("Authorization", authorization)
                .body(body)
                .post("/v1/feedback/postmark/" + tenant)
                .then();
    }

    private ValidatableResponse post(String provider, String body) {
        return given().contentType("text/plain")
                .body(body)
                .post("/v1/feedback/" + provider + "/" + tenant)
                .then();
    }

    private static Response ses(String of, String body) {
        return given().contentType("text/plain").body(body).post("/v1/feedback/ses/{tenant}", of);
    }

    /** All of an answer but the number of its request, which is another each time. */
    private static String shown(Response response) {
        List<Header> headers = response.headers().asList().stream()
                .filter(header -> !header.getName().equals("X-Request-Id"))
                .toList();
        return response.statusCode() + " " + headers + " " + response.asString();
    }

    private ValidatableResponse reasons(String email) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                .contentType(ContentType.JSON)
                .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }

    private void assertPublished(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ledger.published(tenant))
                .hasSize(count)
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("example.org")));
    }
}
