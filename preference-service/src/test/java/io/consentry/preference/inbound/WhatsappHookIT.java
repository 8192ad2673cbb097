package io.consentry.preference.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.consentry.contract.AddressKind;
import io.consentry.preference.WholeService;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@WholeService
class WhatsappHookIT extends InboundFixture {

    private static final String PHONE = "27821234567";
    private static final String USER = "ZA.13491208655302741918";

    @Test
    void theHandshakeEchoesForTheTenantsTokenOnly() {
        handshake(tenant.value(), "subscribe", "verify " + SECRET)
                .statusCode(200)
                .body(equalTo("4711"));
        handshake(tenant.value(), "subscribe", SECRET).statusCode(403).body(equalTo(""));
        handshake(tenant.value(), "other", "verify " + SECRET).statusCode(403);
        handshake("nobody", "subscribe", "verify " + SECRET).statusCode(403).body(equalTo(""));
        given().get("/hooks/whatsapp/" + tenant).then().statusCode(403);
    }

    @Test
    void textButtonsAndRepliesStopOnce() {
        String text = message("m1", PHONE, "'type':'text','text':{'body':'STOP 🛑'}");
        deliver(text);
        deliver(text);
        deliver(message("m2", "27821234561", "'type':'button','button':{'payload':'STOP_PROMO','text':'No thanks'}"));
        deliver(
                message(
                        "m3",
                        "27821234562",
                        "'type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':'b1','title':'Stop promotions'}}"));
        deliver(message("m4", "27821234563", "'type':'text','text':{'body':'Hello'}"));
        for (ConsumerRecord<String, String> event : events(3)) {
            assertThat(event.value()).contains("\"channel\":\"whatsapp\"").doesNotContain("2782");
        }
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();
    }

    @Test
    void aPersonWithoutAPhoneNumberIsKnownByTheUserId() {
        deliver(change(
                "messages",
                "'contacts':[{'user_id':'" + USER
                        + "'}],'messages':[{'id':'m1','type':'text','text':{'body':'stop'}}]"));
        assertOptOut(events(1).get(0), "whatsapp", AddressKind.WHATSAPP_USER_ID, USER);
    }

    @Test
    void whoStopsByOneAddressStopsByAllThatWereNamedTogether() {
        String parent = "ZA.ENT.11815799212886844830";
        deliver(change(
                "messages",
                "'contacts':[{'wa_id':'" + PHONE + "','user_id':'" + USER + "','parent_user_id':'" + parent
                        + "'}],'messages':[{'id':'m1','from':'" + PHONE + "','from_user_id':'" + USER
                        + "','type':'text','text':{'body':'Hello'}}]"));
        events(0);
        deliver(change(
                "messages",
                "'contacts':[{'user_id':'" + USER + "'}],'messages':[{'id':'m2','from_user_id':'" + USER
                        + "','type':'text','text':{'body':'stop'}}]"));
        List<ConsumerRecord<String, String>> stops = events(3);
        assertOneOptOut(stops, "whatsapp", AddressKind.WHATSAPP_USER_ID, USER);
        assertOneOptOut(stops, "whatsapp", AddressKind.WHATSAPP_USER_ID, parent);
        assertOneOptOut(stops, "whatsapp", AddressKind.PHONE, "+" + PHONE);
        assertThat(stops).satisfiesOnlyOnce(stop -> assertThat(stop.value()).contains("\"confirm\":true"));
    }

    @Test
    void aStrangerInTheSameDeliveryIsNotStopped() {
        deliver(change(
                "messages",
                "'contacts':[{'wa_id':'27821234561','user_id':'ZA.1'},{'wa_id':'" + PHONE
                        + "'}],'messages':[{'id':'m1','from':'" + PHONE + "','type':'text','text':{'body':'stop'}}]"));
        assertOptOut(events(1).get(0), "whatsapp", AddressKind.PHONE, "+" + PHONE);
    }

    @Test
    void theLatestWishCountsWhateverTheOrder() {
        deliver(wish("stop", "1731705721"));
        ConsumerRecord<String, String> stop = events(1).get(0);
        assertOptOut(stop, "whatsapp", AddressKind.PHONE, "+" + PHONE);
        deliver(wish("stop", "1731705721"));
        deliver(wish("resume", "1731705720"));
        deliver(wish("resume", "1731705721"));
        events(1);
        deliver(wish("resume", "'1731705800'"));
        assertUndone(events(2).get(1), stop);
        deliver(wish("stop", "1731705799"));
        deliver(wish("resume", "1731705900"));
        events(2);
        deliver(wish("stop", "'1731706000'"));
        events(3);
    }

    @Test
    void resumingLiftsNoOtherStop() {
        deliver(message("m1", PHONE, "'type':'text','text':{'body':'stop'}"));
        deliver(wish("resume", "1731705800"));
        events(1);
    }

    @Test
    void stoppedMarketingInAFailureIsAnOptOut() {
        deliver(
                change(
                        "messages",
                        "'statuses':[{'id':'w1','status':'failed','timestamp':'1731705721','recipient_id':'" + PHONE
                                + "','errors':[{'code':131050}]},{'id':'w2','status':'read','timestamp':'1','recipient_id':'27821234561'}]"));
        assertOptOut(events(1).get(0), "whatsapp", AddressKind.PHONE, "+" + PHONE);
    }

    @Test
    void whatIsNotKnownIsKeptForAPersonToRead() {
        deliver("{");
        deliver("[1]");
        deliver(change("something_new", "'a':1"));
        deliver(message("m1", PHONE, "'type':'hologram'"));
        deliver(wish("pause", "1731705721"));
        assertThat(reviews().getList("reviews")).hasSize(5);
        assertThat(reviews().getString("reviews[0].reason")).isEqualTo("unknown_shape");
        reviewsOpened(5);
        events(0);
    }

    @Test
    void aWrongSignatureIsRefused() {
        String body = wish("stop", "1731705721");
        for (String signature : new String[] {"", "sha256=00", signed(body + " ")}) {
            given().header("X-Hub-Signature-256", signature)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .post("/hooks/whatsapp/" + tenant)
                    .then()
                    .statusCode(403)
                    .body(equalTo(""));
        }
        events(0);
    }

    private static ValidatableResponse handshake(String tenant, String mode, String token) {
        return given().queryParam("hub.mode", mode)
                .queryParam("hub.verify_token", token)
                .queryParam("hub.challenge", "4711")
                .get("/hooks/whatsapp/" + tenant)
                .then();
    }

    private void deliver(String body) {
        given().header("X-Hub-Signature-256", signed(body))
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/whatsapp/" + tenant)
                .then()
                .statusCode(200);
    }

    private static String message(String id, String from, String rest) {
        return change("messages", "'messages':[{'id':'" + id + "','from':'" + from + "'," + rest + "}]");
    }

    private static String wish(String value, String timestamp) {
        return change(
                "user_preferences",
                "'contacts':[{'wa_id':'" + PHONE + "'}],'user_preferences':[{'wa_id':'" + PHONE
                        + "','category':'marketing_messages','value':'" + value + "','timestamp':" + timestamp + "}]");
    }

    private static String change(String field, String value) {
        return ("{'object':'whatsapp_business_account','entry':[{'id':'1','changes':[{'field':'" + field + "','value':{"
                        + value + "}}]}]}")
                .replace('\'', '"');
    }
}
