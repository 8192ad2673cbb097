package io.consentry.preference.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.preference.Topics;
import io.consentry.preference.WholeService;
import io.consentry.servers.TestIssuer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule D-14: a number that several tenants send from. */
@WholeService
class SharedSenderIT extends InboundFixture {

    private static final String PERSON = "+27821234567";

    private final String number = "2760" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    private TenantId globex = new TenantId("none");
    private String secret = "";

    @BeforeEach
    void shareANumber() {
        globex = tenants.create("Globex", TenantStatus.ACTIVE);
        secret = share(tenant.value(), globex.value())
                .statusCode(200)
                .body("number", equalTo(number))
                .body("tenants", contains(tenant.value(), globex.value()))
                .extract()
                .path("secret");
    }

    @Test
    void aStopIsToTheOneThatHasSent() {
        sent(tenant, PERSON, Duration.ofDays(3)).statusCode(204);
        sent(globex, "+27821234568", Duration.ofDays(1)).statusCode(204);
        sent(globex, PERSON, Duration.ofDays(31)).statusCode(204);

        deliver("Stop", "m-1").statusCode(200);
        deliver("Stop", "m-1").statusCode(200);

        assertOptOut(events(1).get(0), "sms", AddressKind.PHONE, PERSON);
        assertThat(events(1).get(0).value()).contains("\"confirm\":true");
        assertThat(published(globex)).isEmpty();
    }

    @Test
    void whoTellsNothingOfItsMessagesLosesNoStop() {
        sent(tenant, PERSON, Duration.ofDays(3)).statusCode(204);

        deliver("Stop", "m-1").statusCode(200);

        events(1);
        awaitPublished(1);
    }

    @Test
    void whereSeveralOrNoneHaveSentItIsToAllAndNobodyConfirmsOrReadsIt() {
        deliver("take me off your list", "m-1").statusCode(200);

        assertOptOut(events(1).get(0), "sms", AddressKind.PHONE, PERSON);
        awaitPublished(1);
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();

        sent(tenant, PERSON, Duration.ofDays(3)).statusCode(204);
        sent(globex, PERSON, Duration.ofDays(1)).statusCode(204);
        deliver("STOP", "m-2").statusCode(200);
        awaitPublished(2);
        assertThat(events(2)).noneMatch(event -> event.value().contains("\"confirm\":true"));
        deliver("Hello", "m-3").statusCode(200);
        events(2);
        assertThat(published(globex)).hasSize(2);
    }

    @Test
    void onlyTheNumbersOwnSignatureComesInAndOnlyTheOperatorSeesWhoSharesIt() {
        String body = message("STOP", "m-1");
        for (String signature : new String[] {"", signed(body), signed(secret, body + " ")}) {
            post(number, body, signature).statusCode(403).body(equalTo(""));
        }
        post("27600000000", body, signed(secret, body)).statusCode(403).body(equalTo(""));
        as("preference:write").get("/v1/shared-senders/" + number).then().statusCode(403);
        assertThat(share(globex.value(), tenant.value()).extract().<String>path("secret"))
                .isEqualTo(secret);
        share("nobody-at-all").statusCode(422);
        operator()
                .body(Map.of("tenants", List.of(tenant.value())))
                .put("/v1/shared-senders/abc")
                .then()
                .statusCode(422);
        String unknown = message("STOP", "m-2").replace(PERSON, "a shop");
        post(number, unknown, signed(secret, unknown)).statusCode(422);
        sent(tenant, PERSON, Duration.ofDays(1), "a shop")
                .statusCode(422)
                .body("violations[0].path", equalTo("messages[0].from"));
        events(0);

        operator().delete("/v1/shared-senders/" + number).then().statusCode(204);
        post(number, body, signed(secret, body)).statusCode(403);
        assertThat(published(globex)).isEmpty();
    }

    private ValidatableResponse share(String... ids) {
        return operator()
                .body(Map.of("tenants", List.of(ids)))
                .put("/v1/shared-senders/" + number)
                .then();
    }

    private static RequestSpecification operator() {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(null, "operator", "platform:operate"));
    }

    private ValidatableResponse sent(TenantId who, String to, Duration ago) {
        return sent(who, to, ago, "+" + number);
    }

    private static ValidatableResponse sent(TenantId who, String to, Duration ago, String from) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(who.value(), who + "-backoffice", "preference:write"))
                .body(Map.of(
                        "messages",
                        List.of(Map.of(
                                "recipient",
                                Map.of("phone", to),
                                "from",
                                from,
                                "sentAt",
                                Instant.now().minus(ago).toString()))))
                .post("/v1/sent")
                .then();
    }

    private ValidatableResponse deliver(String text, String id) {
        String body = message(text, id);
        return post(number, body, signed(secret, body));
    }

    private static ValidatableResponse post(String to, String body, String signature) {
        return given().header("X-Consentry-Signature", signature)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/shared-sms/" + to)
                .then();
    }

    private static String message(String text, String id) {
        return json(Map.of("from", PERSON, "body", text, "messageId", id));
    }

    private void awaitPublished(int count) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(published(globex)).hasSize(count));
    }

    private List<ConsumerRecord<String, String>> published(TenantId of) {
        return tenants.kafka().read(Topic.PREFERENCE_EVENTS, of).stream()
                .filter(event -> Topics.header(event, "ce_type").startsWith("io.consentry.preference."))
                .toList();
    }
}
