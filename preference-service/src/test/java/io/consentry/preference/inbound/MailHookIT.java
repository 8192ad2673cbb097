package io.consentry.preference.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.HookSecrets;
import io.consentry.preference.WholeService;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WholeService
class MailHookIT extends InboundFixture {

    private static final String PERSON = "thandi@example.org";

    @Test
    void theMailtoOfALinkStopsWhatTheLinkIsAbout() {
        String subject = unsubscribeToken();
        String folded = subject.substring(0, 60) + "\r\n " + subject.substring(60);

        deliver(mail("somebody.else@example.org", folded, "", "Auto-Submitted: auto-generated"))
                .statusCode(200);

        ConsumerRecord<String, String> event = events(1).get(0);
        JsonPath data = JsonPath.from(event.value());
        assertThat(data.getString("method")).isEqualTo("unsubscribe_link");
        assertThat(data.getString("purpose")).isEqualTo("offers");
        assertThat(data.getString("channel")).isEqualTo("email");
        assertThat(event.key())
                .isEqualTo(tenant + ":"
                        + AddressKeys.key(keys(), new AddressNormaliser().normalise(AddressKind.EMAIL, PERSON, "ZA"))
                                .value());
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();
    }

    @Test
    void aStopInSubjectOrFirstLineIsAnOptOutOfMailAndOnce() {
        String bySubject = mail(PERSON, "Unsubscribe", "");
        for (int i = 0; i < 3; i++) {
            deliver(bySubject).statusCode(200).body(equalTo(""));
        }
        ConsumerRecord<String, String> event = events(1).get(0);
        assertOptOut(event, "email", AddressKind.EMAIL, PERSON);
        assertThat(JsonPath.from(event.value()).getString("method")).isEqualTo("explicit_request");
        assertThat(event.value() + event.key()).doesNotContain("thandi", "example.org");

        deliver(mail("sipho@example.org", "Re: Our offers", "Stop please\r\n\r\n> Click to unsubscribe"))
                .statusCode(200);
        assertOneOptOut(events(2), "email", AddressKind.EMAIL, "sipho@example.org");
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();
    }

    @Test
    void whatIsQuotedStopsNothing() {
        deliver(mail(
                        PERSON,
                        "Re: Stop paying too much",
                        "Thank you!\r\n\r\nOn Fri, 27 Nov 2026 Acme <news@acme.example> wrote:\r\n> Unsubscribe here"))
                .statusCode(200);
        deliver(html(PERSON, "<p>Lovely</p><blockquote>Unsubscribe</blockquote><div class=gmail_quote>Stop</div>"))
                .statusCode(200);
        events(0);
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();
    }

    @Test
    void unclearWordsHoldUntilSomebodyDecides() {
        String body = mail(PERSON, "Hello", "Dear all,\r\n\r\nplease take me off your list.\r\n\r\nThandi");
        deliver(body).statusCode(200);
        deliver(body).statusCode(200);

        ConsumerRecord<String, String> held = events(1).get(0);
        assertOptOut(held, "email", AddressKind.EMAIL, PERSON);
        JsonPath reviews = reviews();
        assertThat(reviews.getList("reviews")).hasSize(1);
        assertThat(reviews.getString("reviews[0].source")).isEqualTo("mail");
        assertThat(reviews.getString("reviews[0].reason")).isEqualTo("unclear");
        assertThat(reviews.getString("reviews[0].from")).isEqualTo("t***@example.org");
        assertThat(reviews.getString("reviews[0].text")).contains("take me off your list");
        assertThat(decide(reviews.getString("reviews[0].id"), "not_an_opt_out")).isEqualTo(204);
        assertUndone(events(2).get(1), held);
    }

    @Test
    void aSubjectThatSomebodyWroteIntoTheirAnswerCounts() {
        deliver(mail(PERSON, "UNSUBSCRIBE", "", "In-Reply-To: <m-1@acme.example>"))
                .statusCode(200);
        assertOptOut(events(1).get(0), "email", AddressKind.EMAIL, PERSON);
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();

        deliver(mail("sipho@example.org", "Re: AW: Unsubscribe", "Any news?")).statusCode(200);
        assertOneOptOut(events(2), "email", AddressKind.EMAIL, "sipho@example.org");
        assertThat(reviews().getString("reviews[0].reason")).isEqualTo("unclear");
    }

    @Test
    void aForgedStopHoldsUntilSomebodyHasReadIt() {
        deliver(mail(PERSON, "Unsubscribe", "", "Authentication-Results: mx.acme.example; dkim=none; dmarc=fail"))
                .statusCode(200);
        ConsumerRecord<String, String> held = events(1).get(0);
        JsonPath reviews = reviews();
        assertThat(reviews.getString("reviews[0].reason")).isEqualTo("unauthenticated");
        assertThat(reviews.getBoolean("reviews[0].held")).isTrue();
        assertThat(decide(reviews.getString("reviews[0].id"), "not_an_opt_out")).isEqualTo(204);
        assertUndone(events(2).get(1), held);

        deliver(mail(
                        "sipho@example.org",
                        "Unsubscribe",
                        "",
                        "Authentication-Results: mx.acme.example; spf=pass; dkim=pass; dmarc=pass",
                        "Authentication-Results: forged.example; dmarc=fail"))
                .statusCode(200);
        assertOneOptOut(events(3), "email", AddressKind.EMAIL, "sipho@example.org");
    }

    @Test
    void aDataSubjectRequestIsForAPersonToReadAndAStopInItStands() {
        deliver(mail(PERSON, "RE: Data  subject request", "Which data do you have of me?"))
                .statusCode(200);
        events(0);
        JsonPath reviews = reviews();
        assertThat(reviews.getString("reviews[0].reason")).isEqualTo("data_subject_request");
        assertThat(reviews.getBoolean("reviews[0].held")).isFalse();
        assertThat(reviewsOpened(1).get(0).value())
                .contains("data_subject_request")
                .doesNotContain("Which data");

        deliver(mail("sipho@example.org", "Data subject request", "Unsubscribe me\r\nand delete all"))
                .statusCode(200);
        events(1);
        String id = reviews().getString("reviews[1].id");
        assertThat(reviews().getBoolean("reviews[1].held")).isFalse();
        assertThat(decide(id, "not_an_opt_out")).isEqualTo(204);
        assertOptOut(events(1).get(0), "email", AddressKind.EMAIL, "sipho@example.org");
    }

    @Test
    void aDataSubjectRequestByMailOpensACaseOnceAndAlsoAfterItIsClosed() {
        String mail = mail(PERSON, "Data subject request", "Which data do you have of me?");
        String forged = mail(
                "sipho@example.org",
                "Data subject access request",
                "Send me all",
                "Authentication-Results: mx.acme.example; dmarc=fail");
        for (String one : List.of(mail, mail, forged)) {
            deliver(one).statusCode(200);
        }
        JsonPath cases = cases("open");
        assertThat(cases.getList("cases.kind")).containsExactly("unspecified", "unspecified");
        assertThat(cases.getList("cases.source")).containsExactly("mail", "mail");
        assertThat(cases.getList("cases.identity")).containsExactly("sender", "unauthenticated");
        assertThat(cases.getString("cases[0].from")).isEqualTo("t***@example.org");
        assertThat(cases.getString("cases[0].text")).contains("Data subject request", "Which data do you have");
        List<ConsumerRecord<String, String>> opened = casesOpened(2);
        assertThat(opened).allSatisfy(event -> assertThat(event.value() + event.key())
                .doesNotContain("Which data", "thandi", "example.org"));

        String id = cases.getString("cases[0].id");
        assertThat(as("preference:write")
                        .body("{\"outcome\":\"fulfilled\"}")
                        .post("/v1/cases/" + id + "/close")
                        .statusCode())
                .isEqualTo(204);
        deliver(mail).statusCode(200);
        assertThat(cases("open").getList("cases")).hasSize(1);
        assertThat(cases("closed").getList("cases.id")).containsExactly(id);
        assertThat(reviews().getList("reviews")).hasSize(2);
    }

    @Test
    void reviewsAreReadPageByPage() {
        for (int i = 0; i < 5; i++) {
            deliver(mail("person" + i + "@example.org", "Data subject request", "number " + i))
                    .statusCode(200);
        }
        List<String> texts = new ArrayList<>();
        String query = "?limit=2";
        for (int pages = 0; pages < 3; pages++) {
            JsonPath page = as("preference:read")
                    .get("/v1/inbound/reviews" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            texts.addAll(page.getList("reviews.text"));
            query = "?limit=2&cursor=" + page.getString("cursor");
        }
        assertThat(texts).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(texts.get(i)).contains("number " + i);
        }
        as("preference:read")
                .get("/v1/inbound/reviews?cursor=x&limit=500")
                .then()
                .statusCode(422)
                .body("violations.path", equalTo(List.of("cursor", "limit")));
    }

    private JsonPath cases(String state) {
        return as("preference:read")
                .get("/v1/cases?state=" + state)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Precedence: auto_reply",
                "X-Autoreply: yes",
                "Return-Path: <>",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
            })
    void whatAMachineAnswersIsIgnored(String header) {
        deliver(mail(PERSON, "Stop", "unsubscribe", header)).statusCode(200);
        events(0);
        assertThat(database.count(tenant.value(), "inbound_review")).isZero();
    }

    @Test
    void encodedWordsUnknownCharsetsAndUnreadableSendersLoseNothing() {
        deliver(mail(PERSON, "=?utf-8?B?VW5zdWJzY3JpYmU=?=", "")).statusCode(200);
        events(1);
        deliver(mail("sipho@example.org", "Hi", "Stop", "Content-Type: text/plain; charset=x-nobody-knows"))
                .statusCode(200);
        assertOneOptOut(events(2), "email", AddressKind.EMAIL, "sipho@example.org");
        deliver(mail("a@example.org>, <b@example.org", "Unsubscribe", "")).statusCode(200);
        assertThat(reviews().getString("reviews[0].reason")).isEqualTo("no_address");
        deliver("\u0000\u0001 no mail at all").statusCode(200);
        assertThat(reviews().getList("reviews.reason")).contains("unknown_shape");
        deliver(mail("nomsa@example.org", "Hi", "Stop", "Content-Type: multipart/mixed; boundary=not-there"))
                .statusCode(200);
        assertOneOptOut(events(3), "email", AddressKind.EMAIL, "nomsa@example.org");
    }

    @Test
    void aPageWithoutPlainTextIsRead() {
        deliver(html(PERSON, "<div>Unsubscribe</div><div>Thandi</div>")).statusCode(200);
        assertOptOut(events(1).get(0), "email", AddressKind.EMAIL, PERSON);
    }

    @Test
    void whoDoesNotSignLearnsNothingAndTheGivenSecretHoldsUntilTheTenantSetsItsOwn() {
        String body = mail(PERSON, "Unsubscribe", "");
        assertThat(post(body, "sha256=00")).isEqualTo(403);
        given().body(body).post("/hooks/mail/" + tenant).then().statusCode(403).body(equalTo(""));
        given().body(body).post("/hooks/mail/nobody").then().statusCode(403).body(equalTo(""));
        String byGiven = signed(HookSecrets.of(keys()).mail().secret(), body);
        assertThat(post(body, byGiven)).isEqualTo(403);
        events(0);

        as("preference:write").body("{}").put("/v1/inbound/settings").then().statusCode(200);
        assertThat(post(body, byGiven)).isEqualTo(200);
        events(1);
        deliver("x".repeat(2_000_001)).statusCode(413);
    }

    private ValidatableResponse deliver(String mail) {
        return given().contentType("message/rfc822")
                .header("X-Consentry-Signature", signed(mail))
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/mail/" + tenant)
                .then();
    }

    private int post(String mail, String signature) {
        return given().contentType("message/rfc822")
                .header("X-Consentry-Signature", signature)
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/mail/" + tenant)
                .statusCode();
    }

    private static String mail(String from, String subject, String text, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return more + "From: Thandi <" + from + ">\r\nTo: news@acme.example\r\nMessage-ID: <" + UUID.randomUUID()
                + "@example.org>\r\nSubject: " + subject + "\r\n\r\n" + text + "\r\n";
    }

    private static String html(String from, String html) {
        return mail(from, "Re: Our offers", html, "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8");
    }

    private String unsubscribeToken() {
        List<String> urls = as("preference:write")
                .body("""
                        {"recipients":[{"identifier":{"email":"%s"},"channel":"email","purpose":"offers"}]}""".formatted(PERSON))
                .post("/v1/links")
                .jsonPath()
                .getList("links.unsubscribeUrl", String.class);
        return urls.get(0).substring(urls.get(0).lastIndexOf('/') + 1);
    }
}
