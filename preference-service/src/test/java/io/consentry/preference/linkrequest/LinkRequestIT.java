package io.consentry.preference.linkrequest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.kit.json.EventJson;
import io.consentry.preference.Database;
import io.consentry.preference.Suppressions;
import io.consentry.preference.Tenants;
import io.consentry.preference.WholeService;
import io.consentry.preference.mail.Mailbox;
import io.consentry.servers.TestIssuer;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WholeService
class LinkRequestIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:8082(/p/[A-Za-z0-9_-]{40,})");

    @Inject
    Tenants tenants;

    @Inject
    Database database;

    @Inject
    Mailbox mailbox;

    @Inject
    Suppressions suppressions;

    TenantId tenant = new TenantId("none");
    String known = "";
    String unknown = "";

    @BeforeEach
    void createTenant() {
        tenant = tenants.create("Acme <Shop>", TenantStatus.ACTIVE);
        known = "known-" + UUID.randomUUID() + "@example.org";
        unknown = "unknown-" + UUID.randomUUID() + "@example.org";
        tellOf(known);
    }

    @Test
    void aKnownAddressGetsALinkThatWorks() {
        ask(known.toUpperCase(Locale.ROOT)).statusCode(200);

        List<Mailbox.Received> mails =
                mailbox.messages(tenant, known.toUpperCase(Locale.ROOT).replace("EXAMPLE.ORG", "example.org"));
        assertThat(mails).hasSize(1);
        Matcher link = LINK.matcher(mails.get(0).text());
        assertThat(link.find()).isTrue();
        assertThat(mails.get(0).html()).contains(link.group());
        given().get(link.group(1)).then().statusCode(200).body(containsString("k***@example.org"));
    }

    @Test
    void theMailSpeaksThePersonsLanguageElseTheTenants() throws Exception {
        given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), tenant + "-backoffice", "preference:write"))
                .body("{\"topics\":[],\"language\":\"st\"}")
                .put("/v1/center")
                .then()
                .statusCode(200);
        ask(known, "?lang=xh").statusCode(200);
        ask(known, "").statusCode(200);
        List<Mailbox.Received> mails = mailbox.messages(tenant, known);
        assertThat(mails).hasSize(2);
        assertThat(mails)
                .extracting(mail -> mail.message().getSubject())
                .containsExactlyInAnyOrder(
                        "Okukhethayo: imiyalezo evela ku-Acme <Shop>",
                        "Dikgetho tsa hao: melaetsa e tswang ho Acme <Shop>");
        assertThat(mails).anySatisfy(mail -> assertThat(mail.text()).contains("ucele ilinki"));
        assertThat(mails).anySatisfy(mail -> assertThat(mail.html()).contains("<html lang=\"st\">"));
    }

    private ValidatableResponse ask(String email, String query) {
        return given().contentType("application/x-www-form-urlencoded")
                .formParam("email", email)
                .post("/p/" + tenant + "/request" + query)
                .then();
    }

    @Test
    void nobodyLearnsFromTheAnswerOrTheQueueWhoIsKnown() {
        String forKnown = ask(known).statusCode(200).extract().asString();
        String forUnknown = ask(unknown).statusCode(200).extract().asString();

        assertThat(forUnknown).isEqualTo(forKnown).doesNotContain("known-");
        assertThat(database.count(tenant.value(), "outgoing_mail where only_if_known"))
                .isEqualTo(2);
        assertThat(mailbox.messages(tenant, unknown)).isEmpty();
        assertThat(mailbox.messages(tenant, known)).hasSize(1);
    }

    @Test
    void whoOptedOutGetsTheLinkAndWhoMayGetNothingDoesNot() {
        suppressions.add(tenant, known, SuppressionReason.OPT_OUT, null, null);
        ask(known).statusCode(200);
        assertThat(mailbox.messages(tenant, known)).hasSize(1);

        suppressions.add(tenant, known, SuppressionReason.COMPLAINT, null, Channel.EMAIL);
        ask(known).statusCode(200);
        assertThat(mailbox.messages(tenant, known)).hasSize(1);
    }

    @Test
    void threeMailsADayAndTheSameAnswerAfterThem() {
        String first = ask(known).statusCode(200).extract().asString();
        for (int i = 0; i < 4; i++) {
            ask(known).statusCode(200).body(equalTo(first));
        }
        assertThat(mailbox.messages(tenant, known)).hasSize(3);
    }

    @Test
    void thePageHasOneFieldAndNoScriptAndLookingSendsNothing() {
        String html = given().get("/p/" + tenant + "/request")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Acme &lt;Shop&gt;"))
                .body(containsString("<label for=\"email\">"))
                .body(containsString("action=\"../" + tenant + "/request?lang=en\""))
                .body(not(containsString("<script")))
                .extract()
                .asString();
        given().head("/p/" + tenant + "/request").then().statusCode(200);

        assertThat(html.split("<input", -1)).hasSize(2);
        assertThat(database.count(tenant.value(), "outgoing_mail")).isZero();
    }

    @Test
    void whatIsNoAddressIsSaidAndNotRepeated() {
        for (String body : List.of(
                "", "email=", "email=nonsense%3Cb%3E", "email=a%40b.example&email=c%40d.example", "other=" + known)) {
            post(tenant.value(), body)
                    .statusCode(422)
                    .body(containsString("This is not an e-mail address"))
                    .body(not(containsString("nonsense")));
        }
        post(tenant.value(), "email=" + "a".repeat(9_000) + "%40example.org").statusCode(413);
        assertThat(database.count(tenant.value(), "outgoing_mail")).isZero();
    }

    @Test
    void anUnknownTenantIsTheSameAsAnyWrongLink() {
        String wrong =
                given().get("/p/nothing").then().statusCode(404).extract().asString();
        for (String name : List.of("nobody-here", "NOT-A-TENANT", "a%20b")) {
            given().urlEncodingEnabled(false)
                    .get("/p/" + name + "/request")
                    .then()
                    .statusCode(404)
                    .body(equalTo(wrong));
            given().urlEncodingEnabled(false)
                    .contentType(FORM)
                    .body("email=a%40b.example")
                    .post("/p/" + name + "/request")
                    .then()
                    .statusCode(404)
                    .body(equalTo(wrong));
        }
    }

    private ValidatableResponse ask(String email) {
        return post(tenant.value(), "email=" + email.replace("@", "%40"));
    }

    private static ValidatableResponse post(String tenant, String body) {
        return given().contentType(FORM)
                .body(body)
                .post("/p/" + tenant + "/request")
                .then();
    }

    /** The ledger says that a person at the address has decided something. */
    private void tellOf(String email) {
        Instant now = Instant.now();
        ConsentChange change = new ConsentChange(
                new SubjectId(UUID.randomUUID()),
                new PurposeKey("offers"),
                Channel.EMAIL,
                List.of(suppressions.address(tenant, email)),
                now,
                now,
                Actor.SUBJECT,
                CaptureMethod.SUBSCRIPTION_FORM,
                null,
                null,
                null,
                null);
        ConsentWithdrawn event = new ConsentWithdrawn(change);
        tenants.kafka()
                .send(Topic.CONSENT_EVENTS, tenant, event.orderingKey(), event.wireName(), EventJson.write(event), now);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(database.count(tenant.value(), "subject_address"))
                        .isEqualTo(1));
    }
}
