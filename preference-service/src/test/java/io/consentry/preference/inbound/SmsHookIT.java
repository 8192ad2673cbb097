package io.consentry.preference.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantStatus;
import io.consentry.kit.tenant.HookSecrets;
import io.consentry.preference.WholeService;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@WholeService
class SmsHookIT extends InboundFixture {

    private static final String PERSON = "+27821234567";

    @Test
    void aStopIsAnOptOutOfTheChannelAndOnce() {
        String body = message("082 123 4567", "Stop", "m-1");
        for (int i = 0; i < 3; i++) {
            deliver(body).statusCode(200).body(equalTo(""));
        }
        ConsumerRecord<String, String> event = events(1).get(0);
        assertOptOut(event, "sms", AddressKind.PHONE, PERSON);
        assertThat(JsonPath.from(event.value()).getString("method")).isEqualTo("keyword");
        assertThat(event.value() + event.key()).doesNotContain("4567", "Stop");

        deliver(message(PERSON, "STOP", "m-2")).statusCode(200);
        deliver(message("+27821234568", "Stop", "m-1")).statusCode(200);
        assertOneOptOut(events(3), "sms", AddressKind.PHONE, "+27821234568");
    }

    @Test
    void oneStopOfManyIsToBeConfirmed() {
        for (int i = 0; i < 4; i++) {
            deliver(message(PERSON, "STOP", "m-" + i)).statusCode(200);
        }
        assertThat(events(4))
                .satisfiesOnlyOnce(event -> assertThat(event.value()).contains("\"confirm\":true"));
        deliver(message("+27821234568", "take me off", "m-9")).statusCode(200);
        assertThat(events(5))
                .satisfiesOnlyOnce(event -> assertThat(event.value()).contains("\"confirm\":true"));
    }

    @Test
    void otherWordsRecordNothing() {
        deliver(message(PERSON, "START", "m-1")).statusCode(200);
        deliver(message(PERSON, "HELP", "m-2")).statusCode(200);
        deliver(message(PERSON, "please don't stop sending offers", "m-3")).statusCode(200);
        events(0);
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();
    }

    @Test
    void unclearWordsHoldUntilSomebodyDecides() {
        String body = message(PERSON, "I want out, take me off", "m-1");
        deliver(body).statusCode(200);
        deliver(body).statusCode(200);
        ConsumerRecord<String, String> held = events(1).get(0);
        assertOptOut(held, "sms", AddressKind.PHONE, PERSON);

        JsonPath reviews = reviews();
        assertThat(reviews.getList("reviews")).hasSize(1);
        String opened = reviewsOpened(1).get(0).value();
        assertThat(opened).contains(reviews.getString("reviews[0].id")).doesNotContain("take me off", "4567");
        assertThat(reviews.getString("reviews[0].text")).isEqualTo("I want out, take me off");
        assertThat(reviews.getString("reviews[0].from")).isEqualTo("+27*****4567");
        assertThat(reviews.getString("reviews[0].reason")).isEqualTo("unclear");
        assertThat(reviews.getBoolean("reviews[0].held")).isTrue();
        assertThat(database.count(
                        tenant.value(), "inbound_review where position('take me off' in encode(sealed, 'escape')) > 0"))
                .isZero();

        String id = reviews.getString("reviews[0].id");
        assertThat(decide(id, "whatever")).isEqualTo(422);
        assertThat(decide(UUID.randomUUID().toString(), "opt_out")).isEqualTo(404);
        assertThat(decide(id, "not_an_opt_out")).isEqualTo(204);
        assertThat(decide(id, "not_an_opt_out")).isEqualTo(204);
        assertThat(decide(id, "opt_out")).isEqualTo(422);
        assertUndone(events(2).get(1), held);
        assertThat(reviews().getList("reviews")).isEmpty();

        deliver(body).statusCode(200);
        events(2);
    }

    @Test
    void aKeptOptOutIsNotUndone() {
        deliver(message(PERSON, "take me off", "m-1")).statusCode(200);
        assertThat(decide(reviews().getString("reviews[0].id"), "opt_out")).isEqualTo(204);
        events(1);
    }

    @Test
    void aStopFromAnUnreadableSenderIsForAPersonToRead() {
        deliver(message("ACME", "Stop", "m-1")).statusCode(200);
        assertThat(reviews().getString("reviews[0].reason")).isEqualTo("no_address");
        assertThat(reviews().getBoolean("reviews[0].held")).isFalse();
        events(0);
    }

    @Test
    void whoIsNotTheProviderLearnsNothing() {
        String body = message(PERSON, "Stop", "m-1");
        String wrong = signed(body + " ");
        given().body(body).post("/hooks/sms/" + tenant).then().statusCode(403).body(equalTo(""));
        given().header("X-Consentry-Signature", wrong)
                .body("{")
                .post("/hooks/sms/" + tenant)
                .then()
                .statusCode(403)
                .body(equalTo(""));
        for (String unknown : new String[] {"nobody", "No-body", tenant + "x"}) {
            given().header("X-Consentry-Signature", signed(body))
                    .body(body)
                    .post("/hooks/sms/" + unknown)
                    .then()
                    .statusCode(403)
                    .body(equalTo(""));
        }
        events(0);
    }

    @Test
    void theSecretAnsweredWithTheTenantHoldsUntilItSetsItsOwn() {
        String body = message(PERSON, "Stop", "m-1");
        String given = signed(HookSecrets.of(keys()).sms().secret(), body);
        assertThat(post(body, given)).isEqualTo(403);
        as("preference:write").body("{}").put("/v1/inbound/settings").then().statusCode(200);
        deliver(body).statusCode(403);
        assertThat(post(body, given)).isEqualTo(200);
        events(1);
    }

    @Test
    void aGenuineButBrokenDeliveryIsNotAcknowledged() {
        deliver("{").statusCode(400).body(not(containsString("{\"from")));
        deliver(json(Map.of("from", PERSON))).statusCode(422);
        deliver("\"" + "x".repeat(70_000) + "\"").statusCode(413);
    }

    @Test
    void secretsAreNeverReadBackNorStoredInTheClear() {
        String shown = as("preference:read").get("/v1/inbound/settings").asString();
        assertThat(shown).contains("\"sms\":true").doesNotContain(SECRET);
        assertThat(database.count(
                        tenant.value(),
                        "inbound_settings where position('" + SECRET + "' in encode(sealed, 'escape')) > 0"))
                .isZero();
        as("preference:read").body("{}").put("/v1/inbound/settings").then().statusCode(403);
        as("preference:write").get("/v1/inbound/reviews").then().statusCode(403);
        as("preference:write")
                .body(Map.of("sms", Map.of("secret", "short")))
                .put("/v1/inbound/settings")
                .then()
                .statusCode(422)
                .body("violations[0].path", equalTo("sms.secret"));
    }

    @Test
    void rowLevelSecurityHidesOtherTenants() {
        deliver(message(PERSON, "take me off", "m-1")).statusCode(200);
        String other = tenants.create("Globex", TenantStatus.ACTIVE).value();
        for (String table : new String[] {"inbound_settings", "inbound_review", "opt_out"}) {
            assertThat(database.count(tenant.value(), table)).isEqualTo(1);
            assertThat(database.count(other, table)).isZero();
        }
    }

    private ValidatableResponse deliver(String body) {
        return given().header("X-Consentry-Signature", signed(body))
                .contentType("application/json")
                .body(body)
                .post("/hooks/sms/" + tenant)
                .then();
    }

    private int post(String body, String signature) {
        return given().header("X-Consentry-Signature", signature)
                .body(body)
                .post("/hooks/sms/" + tenant)
                .statusCode();
    }

    private static String message(String from, String text, String id) {
        return json(Map.of(
                "from", from, "to", "31234", "body", text, "receivedAt", "2026-11-20T08:00:00Z", "messageId", id));
    }
}
