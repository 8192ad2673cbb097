package io.consentry.suppression.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.TenantId;
import io.consentry.kit.link.LinkToken;
import io.consentry.kit.link.LinkTokenCodec;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.AdjustableClock;
import io.consentry.suppression.Ledger;
import io.consentry.suppression.feedback.mail.MailSamples;
import io.consentry.suppression.feedback.mail.MalformedMails;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class MailFeedbackIT {

    private static final String ADDED = "io.consentry.suppression.added.v1";
    private static final String GROUNDS = "{\"reason\":\"mailbox was restored\",\"evidence\":\"ticket 77\"}";
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00Z");

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    @Inject
    TenantDirectory tenants;

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
    void aHardBounceIsAnEntryAndAnEventWithoutTheAddress() {
        // When
        String id = post(MailSamples.bytes("dsn-user-unknown"))
                .statusCode(200)
                .body("outcome", equalTo("suppressed"))
                .body("recipients", hasSize(1))
                .body("recipients[0].masked", equalTo("t***@example.org"))
                .body("recipients[0].outcome", equalTo("suppressed"))
                .body("recipients[0].status", equalTo("5.1.1"))
                .body("recipients[0].suppressionId", notNullValue())
                .extract()
                .path("recipients[0].suppressionId");

        // Then
        entries("thandi@example.org")
                .body("entries", hasSize(1))
                .body("entries[0].id", equalTo(id))
                .body("entries[0].reason", equalTo("hard_bounce"))
                .body("entries[0].origin", equalTo("system"))
                .body("entries[0].scope.channel", equalTo("email"))
                .body("entries[0].scope.purpose", nullValue())
                .body("entries[0].holdUntil", nullValue());
        assertPublished(1);
        assertThat(ledger.published(tenant).get(0).toString())
                .contains("hard_bounce")
                .doesNotContain("thandi");
    }

    @Test
    void theSameMailCountsOnceAlsoEightTimesAtOnce() throws Exception {
        // Given
        byte[] mail = MailSamples.bytes("qmail");
        Callable<String> send = () -> post(mail).extract().path("recipients[0].suppressionId");

        // When
        List<String> ids;
        try (Threads threads = new Threads(4)) {
            ids = threads.all(IntStream.range(0, 8).mapToObj(i -> send).toList());
        }

        // Then
        assertThat(ids).doesNotContainNull().containsOnly(ids.get(0));
        entries("thandi@example.org").body("entries", hasSize(1));
        entries("sipho@example.net").body("entries", hasSize(1));
        assertPublished(2);
    }

    @Test
    void aReleasedBounceIsNotPutBackByTheSameMailButByAnother() {
        // Given
        byte[] mail = MailSamples.bytes("dsn-user-unknown");
        String id = post(mail).extract().path("recipients[0].suppressionId");

        // When
        request("suppression:write")
                .contentType(ContentType.JSON)
                .body(GROUNDS)
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(200);

        // Then
        post(mail).body("outcome", equalTo("ignored")).body("recipients[0].suppressionId", nullValue());
        post(MailSamples.bytes("yahoo")).body("outcome", equalTo("suppressed"));
    }

    @Test
    void softBouncesSuppressWhenTheyReachTheLimitWithinTheWindow() {
        // Given
        clock.stopAt(TIME);
        for (int number = 1; number <= 4; number++) {
            clock.advance(Duration.ofDays(1));
            soft(number).body("outcome", equalTo("counted")).body("recipients[0].status", equalTo("5.2.2"));
        }
        soft(4).body("outcome", equalTo("counted"));
        entries("thandi@example.org").body("entries", hasSize(0));

        // When
        soft(5).body("outcome", equalTo("suppressed")).body("recipients[0].suppressionId", notNullValue());

        // Then
        entries("thandi@example.org")
                .body("entries", hasSize(1))
                .body("entries[0].reason", equalTo("soft_bounce"))
                .body("entries[0].origin", equalTo("system"));
        soft(6).body("outcome", equalTo("suppressed"));
        entries("thandi@example.org").body("entries", hasSize(1));
    }

    @Test
    void softBouncesBeforeTheWindowNoLongerCount() {
        clock.stopAt(TIME);
        for (int number = 1; number <= 12; number++) {
            clock.advance(Duration.ofDays(10));
            soft(number).body("outcome", equalTo("counted"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dsn-blocked",
                "dsn-too-large",
                "dsn-delayed",
                "dsn-delivered",
                "exim-delay",
                "out-of-office",
                "vacation-plain",
                "left-the-company",
                "challenge",
                "read-receipt",
                "letter",
                "names-nobody",
                "arf-not-spam",
                "arf-fraud",
                "arf-redacted"
            })
    void nothingElseSuppresses(String sample) {
        post(MailSamples.bytes(sample)).statusCode(200).body("outcome", equalTo("ignored"));
        entries("thandi@example.org").body("entries", hasSize(0));
    }

    @Test
    void aComplaintIsHeldAndNoRequestLiftsIt() {
        // Given
        clock.stopAt(TIME);

        // When
        String id = post(MailSamples.bytes("arf-abuse"))
                .body("outcome", equalTo("suppressed"))
                .body("recipients[0].status", nullValue())
                .extract()
                .path("recipients[0].suppressionId");

        // Then
        entries("thandi@example.org")
                .body("entries[0].reason", equalTo("complaint"))
                .body("entries[0].origin", equalTo("recipient"))
                .body("entries[0].holdUntil", equalTo("2027-11-20T08:00:00Z"));
        request("suppression:write")
                .contentType(ContentType.JSON)
                .body(GROUNDS)
                .post("/v1/suppressions/" + id + "/release")
                .then()
                .statusCode(409);
    }

    @Test
    void anOptOutByReportIsTheRecipientsOwn() {
        post(MailSamples.bytes("arf-opt-out")).body("outcome", equalTo("suppressed"));

        entries("thandi@example.org")
                .body("entries[0].reason", equalTo("opt_out"))
                .body("entries[0].origin", equalTo("recipient"));
    }

    @Test
    void aRedactedComplaintFindsTheRecipientByTheLinkInTheReturnedMessage() {
        String mail = redactedWith(link(tenant));

        post(mail.getBytes(StandardCharsets.UTF_8))
                .body("outcome", equalTo("suppressed"))
                .body("recipients[0].masked", equalTo("s***@example.org"));

        entries("sipho@example.org").body("entries", hasSize(1)).body("entries[0].reason", equalTo("complaint"));
    }

    @Test
    void aLinkOfAnotherTenantFindsNobody() {
        TenantId other = ledger.newTenant(12);

        post(redactedWith(link(other)).getBytes(StandardCharsets.UTF_8))
                .body("outcome", equalTo("ignored"))
                .body("recipients", hasSize(0));
    }

    @Test
    void anAddressThatIsNoneIsIgnored() {
        String mail = new String(MailSamples.bytes("dsn-user-unknown"), StandardCharsets.UTF_8)
                .replace("rfc822; thandi@example.org", "rfc822; ..thandi..@-example-.org");

        post(mail.getBytes(StandardCharsets.UTF_8)).statusCode(200).body("outcome", equalTo("ignored"));
    }

    @Test
    void malformedMailsAreRefusedOrIgnoredOrReadAndNeverFail() {
        long seed = new Random().nextLong();
        MalformedMails mails = new MalformedMails(seed);
        for (int number = 0; number < 140; number++) {
            int status = post(mails.next(number)).extract().statusCode();
            assertThat(status).as("seed %d, mail %d", seed, number).isIn(200, 400, 422);
        }
    }

    @Test
    void aMailOfTheLargestSizeIsReadAndALargerOneIsRefused() {
        byte[] large = MalformedMails.large(26_214_400).get(0);

        post(large).statusCode(200).body("outcome", equalTo("ignored"));
        post(MalformedMails.large(26_214_401).get(0))
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("too-large"));
    }

    @Test
    void aLargerOneThatDoesNotSaySoIsRefusedToo() throws Exception {
        byte[] mail = MalformedMails.large(26_300_000).get(0);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/feedback/mail"))
                .header("Content-Type", "message/rfc822")
                .header("Authorization", "Bearer " + issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(mail)))
                .build();

        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesWhatIsNoMailWithAProblem() {
        post(new byte[0])
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("unreadable"))
                .body("violations[0].code", equalTo("not-a-mail"));
        post(("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n".repeat(1_000))
                        .getBytes(StandardCharsets.US_ASCII))
                .statusCode(422)
                .body("violations[0].code", equalTo("too-complex"))
                .body("violations[0].message", containsString("500 parts"));
        request("suppression:write")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/feedback/mail")
                .then()
                .statusCode(415);
    }

    @Test
    void needsTheScope() {
        request("suppression:read")
                .contentType("message/rfc822")
                .body(MailSamples.bytes("qmail"))
                .post("/v1/feedback/mail")
                .then()
                .statusCode(403);
        given().config(RAW)
                .contentType("message/rfc822")
                .body(MailSamples.bytes("qmail"))
                .post("/v1/feedback/mail")
                .then()
                .statusCode(401);
    }

    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("message/rfc822", ContentType.BINARY));

    private ValidatableResponse soft(int number) {
        String mail = new String(MailSamples.bytes("dsn-mailbox-full"), StandardCharsets.UTF_8)
                .replace("<dsn-mailbox-full@", "<full-" + number + "@");
        return post(mail.getBytes(StandardCharsets.UTF_8)).statusCode(200);
    }

    private String link(TenantId of) {
        LinkToken token = new LinkToken(
                of,
                ledger.keyed(of, AddressKind.EMAIL, "sipho@example.org"),
                "s***@example.org",
                Channel.EMAIL,
                null,
                null,
                "m-1",
                TIME);
        return LinkTokenCodec.encode(
                tenants.get(of).await().atMost(Duration.ofSeconds(5)).keys(), token);
    }

    private static String redactedWith(String link) {
        return new String(MailSamples.bytes("arf-redacted"), StandardCharsets.UTF_8)
                .replace(
                        "Subject: Offers\r\n\r\n",
                        "Subject: Offers\r\nList-Unsubscribe: <https://shop.example/u/" + link + ">\r\n\r\n");
    }

    private ValidatableResponse post(byte[] mail) {
        return request("suppression:write")
                .contentType("message/rfc822")
                .body(mail)
                .post("/v1/feedback/mail")
                .then();
    }

    private ValidatableResponse entries(String email) {
        return request("suppression:read")
                .contentType(ContentType.JSON)
                .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }

    private RequestSpecification request(String... scopes) {
        return given().config(RAW).auth().oauth2(issuer.token(tenant.value(), "backoffice", scopes));
    }

    private void assertPublished(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ledger.published(tenant))
                .hasSize(count)
                .extracting(Ledger.Published::type)
                .containsOnly(ADDED));
    }

    /** Sends at the same time. */
    private static final class Threads implements AutoCloseable {

        private final ExecutorService executor;

        Threads(int count) {
            this.executor = Executors.newFixedThreadPool(count);
        }

        <T> List<T> all(List<Callable<T>> work) throws Exception {
            List<T> results = new ArrayList<>();
            for (var future : executor.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        }

        @Override
        public void close() {
            executor.shutdown();
        }
    }
}
