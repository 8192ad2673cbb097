package io.consentry.preference.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.consentry.contract.AddressKind;
import io.consentry.preference.WholeService;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@WholeService
class TwilioHookIT extends InboundFixture {

    private static final String PERSON = "+27821234567";
    private static final String PUBLIC_URL = "http://127.0.0.1:8082";

    @Test
    void aStopIsAnOptOutAndTwilioAnswersNothing() {
        for (int i = 0; i < 2; i++) {
            deliver(
                            Map.of(
                                    "MessageSid",
                                    "SM1",
                                    "From",
                                    PERSON,
                                    "To",
                                    "+27600000000",
                                    "Body",
                                    "Stop 🛑",
                                    "New",
                                    "é"),
                            "")
                    .statusCode(200)
                    .contentType(containsString("text/xml"))
                    .body(equalTo("<Response></Response>"));
        }
        assertOptOut(events(1).get(0), "sms", AddressKind.PHONE, PERSON);
    }

    @Test
    void twiliosOwnWordCountsAndSoDoesOurs() {
        deliver(
                        Map.of(
                                "MessageSid",
                                "SM1",
                                "From",
                                PERSON,
                                "Body",
                                "remove me from this list",
                                "OptOutType",
                                "STOP"),
                        "?a=b")
                .statusCode(200);
        assertThat(reviews().getList("reviews")).isEmpty();
        deliver(Map.of("MessageSid", "SM2", "From", PERSON, "Body", "Stop please", "OptOutType", "HELP"), "")
                .statusCode(200);
        deliver(Map.of("MessageSid", "SM3", "From", PERSON, "Body", "START", "OptOutType", "START"), "")
                .statusCode(200);
        deliver(Map.of("MessageSid", "SM4", "From", "whatsapp:" + PERSON, "Body", "Stop"), "")
                .statusCode(200);
        assertOneOptOut(events(3), "whatsapp", AddressKind.PHONE, PERSON);
    }

    @Test
    void parametersInTheAddressAreSignedWithIt() {
        String path = "/hooks/twilio/" + tenant + "?MessageSid=SM1&From=%2B27821234567&Body=Stop";
        String signature = signature(PUBLIC_URL + path, Map.of());
        for (int i = 0; i < 2; i++) {
            given().urlEncodingEnabled(false)
                    .header("X-Twilio-Signature", signature)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(equalTo("<Response></Response>"));
        }
        assertOptOut(events(1).get(0), "sms", AddressKind.PHONE, PERSON);
        given().urlEncodingEnabled(false)
                .header("X-Twilio-Signature", signature)
                .get(path.replace("4567", "4568"))
                .then()
                .statusCode(403);
        events(1);
    }

    @Test
    void aJsonBodyIsSignedByItsHashInTheAddress() throws Exception {
        String body = "{\"MessageSid\":\"SM1\",\"From\":\"" + PERSON + "\",\"Body\":\"STOP\",\"More\":{\"a\":1}}";
        String path = "/hooks/twilio/" + tenant + "?bodySHA256=" + sha256(body);
        String signature = signature(PUBLIC_URL + path, Map.of());

        assertThat(postJson(path, body, signature)).isEqualTo(200);
        assertOptOut(events(1).get(0), "sms", AddressKind.PHONE, PERSON);

        String other = body.replace("4567", "4568");
        String unhashed = "/hooks/twilio/" + tenant;
        assertThat(postJson(path, other, signature)).isEqualTo(403);
        assertThat(postJson("/hooks/twilio/" + tenant + "?bodySHA256=" + sha256(other), other, signature))
                .isEqualTo(403);
        assertThat(postJson(unhashed, body, signature(PUBLIC_URL + unhashed, Map.of())))
                .isEqualTo(403);
        String list = "[\"STOP\"]";
        String listed =
                "/hooks/twilio/" + tenant + "?bodySHA256=" + sha256(list).toUpperCase(Locale.ROOT);
        assertThat(postJson(listed, list, signature(PUBLIC_URL + listed, Map.of())))
                .isEqualTo(200);
        assertThat(reviews().getList("reviews.reason")).containsExactly("unknown_shape");
        events(1);
    }

    private static int postJson(String path, String body, String signature) {
        return given().header("X-Twilio-Signature", signature)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .statusCode();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aWrongSignatureIsRefused() {
        Map<String, String> form = Map.of("MessageSid", "SM1", "From", PERSON, "Body", "Stop");
        String path = "/hooks/twilio/" + tenant;
        String good = signature(PUBLIC_URL + path, form);
        assertThat(post(path, form, signature(PUBLIC_URL + path + "?a=b", form)))
                .isEqualTo(403);
        assertThat(post("/hooks/twilio/nobody", form, good)).isEqualTo(403);
        assertThat(post(path, Map.of("MessageSid", "SM1", "From", PERSON, "Body", "Hello"), good))
                .isEqualTo(403);
        given().header("X-Twilio-Signature", good).body("%").post(path).then().statusCode(403);
        given().body("a=b").post(path).then().statusCode(403);
        events(0);
    }

    private ValidatableResponse deliver(Map<String, String> form, String query) {
        String path = "/hooks/twilio/" + tenant + query;
        return given().header("X-Twilio-Signature", signature(PUBLIC_URL + path, form))
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post(path)
                .then();
    }

    private static int post(String path, Map<String, String> form, String signature) {
        return given().header("X-Twilio-Signature", signature)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post(path)
                .statusCode();
    }

    private static String signature(String url, Map<String, String> form) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder()
                .encodeToString(
                        HookSignature.hmac("HmacSHA1", SECRET, signed.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
