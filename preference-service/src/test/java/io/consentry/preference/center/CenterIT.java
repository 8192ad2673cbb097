package io.consentry.preference.center;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.preference.Database;
import io.consentry.preference.Ledger;
import io.consentry.preference.Tenants;
import io.consentry.preference.Topics;
import io.consentry.preference.WholeService;
import io.consentry.servers.TestIssuer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WholeService
class CenterIT {

    private static final String PERSON = "thandi@example.org";
    private static final String CENTER = """
            {"topics":[
               {"purpose":"offers.weekly","name":{"en":"Weekly <offers>","af":"Weeklikse aanbiedinge"},
                "description":{"en":"What is cheap this week"},"channels":["email","sms"],"frequencies":["weekly","monthly"]},
               {"purpose":"news","name":{"en":"News"},"channels":["email"]}],
             "notice":{"key":"privacy","url":"https://shop.example/privacy"},
             "colour":"#0A5F38","intro":{"en":"You decide & we listen.","af":"U besluit."}}""";

    @Inject
    Tenants tenants;

    @Inject
    Database database;

    @Inject
    TenantDirectory directory;

    @Inject
    Ledger ledger;

    TenantId tenant = new TenantId("none");

    @BeforeEach
    void createTenant() {
        ledger.setSilent(false);
        tenant = tenants.create("Acme <Shop>", TenantStatus.ACTIVE);
    }

    @Test
    void theCenterIsStoredInVersions() {
        as("preference:read").get("/v1/center").then().statusCode(200).body("version", equalTo(0));
        put(CENTER).statusCode(200).body("version", equalTo(1)).body("colour", equalTo("#0a5f38"));
        put(CENTER).statusCode(200).body("version", equalTo(1));
        put("{\"topics\":[]}").statusCode(200).body("version", equalTo(2));
        as("preference:read")
                .get("/v1/center/versions/1")
                .then()
                .statusCode(200)
                .body("topics[1].purpose", equalTo("news"));
        as("preference:read").get("/v1/center/versions/9").then().statusCode(404);
        as("preference:read").body(CENTER).put("/v1/center").then().statusCode(403);
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        put("""
            {"topics":[{"purpose":"Bad Key","name":{},"channels":["pigeon"]},{"purpose":"a","name":{"x!":"A"},"channels":[]},
                       {"purpose":"a","name":{"en":" "},"channels":["email","email"]}],
             "notice":{"key":"k","url":"http://shop.example"},"colour":"#ffee00","logo":"https://elsewhere.example/a.png"}""")
                .statusCode(422)
                .body(
                        "violations.path",
                        allOf(
                                hasItem("topics[0].purpose"),
                                hasItem("topics[0].name"),
                                hasItem("topics[0].channels[0]"),
                                hasItem("topics[1].name"),
                                hasItem("topics[1].channels"),
                                hasItem("topics[2].purpose"),
                                hasItem("topics[2].name.en")))
                .body(
                        "violations.path",
                        allOf(
                                hasItem("topics[2].channels[1]"),
                                hasItem("notice.url"),
                                hasItem("colour"),
                                hasItem("logo")))
                .body("violations.find { it.path == 'colour' }.message", containsString("contrast of 1.20 to 1"));
        as("preference:read").get("/v1/center").then().body("version", equalTo(0));
    }

    @Test
    void thePageShowsWhatIsOnAndChangesNothing() {
        put(CENTER).statusCode(200);
        told("given", "news", "email", Instant.now());
        String page = given().header("Accept-Language", "fr, af;q=0.5")
                .get("/p/" + link())
                .then()
                .statusCode(200)
                .header("Content-Language", "af")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("<html lang=\"af\">"))
                .body(containsString("Weeklikse aanbiedinge"))
                .body(containsString("U besluit."))
                .body(containsString("Boodskappe van Acme &lt;Shop&gt; aan t***@example.org"))
                .body(containsString("name=\"on.news.email\" checked"))
                .body(containsString("name=\"on.offers.weekly.email\" aria-describedby"))
                .body(not(containsString("on.offers.weekly.sms")))
                .body(containsString("{--act:#0a5f38}"))
                .body(not(containsString("<script")))
                .body(not(containsString("thandi")))
                .extract()
                .asString();
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(50_000);
        assertThat(given().get("/p/" + link() + "?lang=en").asString())
                .contains("Weekly &lt;offers&gt;", "You decide &amp; we listen.", "<html lang=\"en\">");
        events(0);
    }

    @Test
    void whatIsTickedAndClearedIsOneEventOfTheChangesOnly() {
        put(CENTER).statusCode(200);
        told("given", "news", "email", Instant.now());
        save(
                        link(),
                        "action=save&was.offers.weekly.email=0&on.offers.weekly.email=on&was.news.email=1"
                                + "&was.other.email=1&on.other.email=on")
                .statusCode(200)
                .body(containsString("Saved"))
                .body(containsString("Weekly &lt;offers&gt; by e-mail: on"))
                .body(containsString("News by e-mail: off"));
        String event = events(1).get(0).value();
        assertThat(event)
                .contains(
                        "{\"purpose\":\"offers.weekly\",\"channel\":\"email\",\"wanted\":true}",
                        "{\"purpose\":\"news\",\"channel\":\"email\",\"wanted\":false}",
                        "\"locale\":\"en\"",
                        "\"center\":1",
                        "\"notice\":\"privacy\"")
                .doesNotContain("thandi", "other");
    }

    @Test
    void aPageThatIsLeftAsItWasRecordsNothing() {
        put(CENTER).statusCode(200);
        save(link(), "action=save&was.news.email=1&on.news.email=on&was.offers.weekly.email=0")
                .statusCode(200)
                .body(containsString("nothing was recorded"));
        events(0);
    }

    @Test
    void aPauseAndHowOftenAreWishesOfTheirOwn() {
        put(CENTER).statusCode(200);
        String link = link();
        String page = given().get("/p/" + link).asString();
        assertThat(page)
                .contains("<option value=\"each\" selected>Each message</option>", "<option value=\"weekly\">")
                .doesNotContain("<option value=\"daily\">", "often.news", "value=\"end\"");
        save(link, "action=save&often-was.offers.weekly=each&often.offers.weekly=weekly&pause=week")
                .statusCode(200)
                .body(containsString("Weekly &lt;offers&gt;: At most once a week"))
                .body(containsString("No marketing before "));
        String event = events(1).get(0).value();
        assertThat(event)
                .contains(
                        "\"choices\":[]",
                        "{\"purpose\":\"offers.weekly\",\"frequency\":\"weekly\"}",
                        "\"pause\":{\"until\":");
        save(link, "action=save&often-was.offers.weekly=weekly&often.offers.weekly=weekly&pause=")
                .statusCode(200)
                .body(containsString("nothing was recorded"));
        save(link, "action=save&pause=end").statusCode(200).body(containsString("The break is over"));
        assertThat(events(2).get(1).value()).contains("\"pause\":{}");
    }

    @Test
    void thePageShowsAPauseAndHowOftenAsTheLedgerTold() {
        put(CENTER).statusCode(200);
        told("given", "offers.weekly", "email", Instant.now());
        wished("2999-01-31T22:00:00Z", "monthly");
        assertThat(given().get("/p/" + link() + "?lang=af").asString())
                .contains("Geen bemarking voor 2999-02-01 nie", "<option value=\"monthly\" selected>", "value=\"end\"")
                .contains("name=\"often-was.offers.weekly\" value=\"monthly\"");
    }

    @Test
    void nothingIsConsentedToThatTheCenterDoesNotOffer() {
        put(CENTER).statusCode(200);
        for (String form : List.of(
                "action=save&was.unheard.email=0&on.unheard.email=on",
                "action=save&was.news.sms=0&on.news.sms=on",
                "action=save&was.offers.weekly.sms=0&on.offers.weekly.sms=on",
                "action=save&was.news.pigeon=0",
                "action=save&was.=0",
                "action=save&often-was.offers.weekly=each&often.offers.weekly=daily",
                "action=save&often-was.news=each&often.news=weekly",
                "action=save&often-was.offers.weekly=each",
                "action=save&pause=forever",
                "was.news.email=1",
                "action=other&was.news.email=1")) {
            save(link(), form).statusCode(400).body(containsString("Nothing was changed"));
        }
        save(link().substring(0, 60), "action=save&was.news.email=1").statusCode(404);
        events(0);
    }

    @Test
    void whatIsOnCanBeStoppedThoughTheCenterNoLongerOffersIt() {
        put(CENTER).statusCode(200);
        told("given", "old.purpose", "sms", Instant.now());
        assertThat(given().get("/p/" + link()).asString())
                .contains("old purpose", "name=\"on.old.purpose.sms\" checked");
        save(link(), "action=save&was.old.purpose.sms=1").statusCode(200);
        assertThat(events(1).get(0).value())
                .contains("\"purpose\":\"old.purpose\",\"channel\":\"sms\",\"wanted\":false");
    }

    @Test
    void aTenantWithoutACenterStillHasAPage() {
        assertThat(given().get("/p/" + link()).asString())
                .contains("name=\"on.offers.weekly.email\"", "offers weekly", "name=\"scope\" value=\"everything\"");
        save(link(), "action=save&was.offers.weekly.email=0&on.offers.weekly.email=on")
                .statusCode(200);
        assertThat(events(1).get(0).value()).doesNotContain("\"center\"");
    }

    @Test
    void theRecordSaysWhatWhenAndHow() {
        put(CENTER).statusCode(200);
        given().get("/p/" + link() + "/record").then().statusCode(200).body(containsString("Nothing is on record"));
        told("given", "news", "email", Instant.parse("2026-06-01T22:30:00Z"));
        told("withdrawn", null, null, Instant.parse("2026-06-03T08:00:00Z"));
        String page = given().get("/p/" + link() + "/record?lang=af")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains("2026-06-02 00:30", "News per e-pos: u het ingestem", "op ’n vorm")
                .contains("Alles op alle kanale: u het dit gestop");
        assertThat(page.indexOf("2026-06-03")).isLessThan(page.lastIndexOf("2026-06-02 00:30"));
        assertThat(given().get("/p/" + link()).asString()).doesNotContain("checked");
    }

    @Test
    void thePageSaysWhyTheMessageCameAndWhereTheDetailsComeFrom() {
        put(CENTER).statusCode(200);
        assertThat(given().get("/p/" + link() + "/record").asString())
                .contains("about “Weekly &lt;offers&gt;” and came by e-mail")
                .contains("Nothing on record lets Acme &lt;Shop&gt; send you such messages now.")
                .doesNotContain("first recorded");
        told("given", "news", "email", Instant.parse("2026-06-01T22:30:00Z"));
        told("given", "offers.weekly", "email", Instant.parse("2026-06-05T08:00:00Z"));
        assertThat(given().get("/p/" + link() + "/record").asString())
                .contains("On record: you consented, on a form, 2026-06-05 10:00.")
                .contains(
                        "Acme &lt;Shop&gt; first recorded your details on 2026-06-02 00:30: on a form (shop.example), by yourself.")
                .contains("/data?lang=en");
        told("withdrawn", null, "email", Instant.parse("2026-06-06T08:00:00Z"));
        assertThat(given().get("/p/" + link() + "/record").asString()).contains("Nothing on record lets");
    }

    @Test
    void eachDecisionHasItsReceiptBehindTheLinkThatItConcernsAndBehindNoOther() {
        put(CENTER).statusCode(200);
        told("given", "news", "email", Instant.parse("2026-06-01T22:30:00Z"));
        String path = "/p/" + link() + "/record";
        Matcher receipt = Pattern.compile("/record/([0-9a-f-]{36})\\?lang=en")
                .matcher(given().get(path).asString());
        assertThat(receipt.find()).isTrue();
        String id = receipt.group(1);
        given().get(path + "/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("News by e-mail: you consented"))
                .body(containsString("2026-06-02 00:30"))
                .body(containsString("on a form (shop.example), by yourself"))
                .body(containsString("privacy 2026-01"))
                .body(containsString("t***@example.org"))
                .body(containsString(id))
                .body(not(containsString("thandi")));
        String notFound = given().get(path + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(given().get("/p/x/record/" + id)
                        .then()
                        .statusCode(404)
                        .extract()
                        .asString())
                .isEqualTo(notFound);
        assertThat(given().get(linkOf("sipho@example.org") + "/record/" + id)
                        .then()
                        .statusCode(404)
                        .extract()
                        .asString())
                .isEqualTo(notFound);
        tenant = tenants.create("Globex", TenantStatus.ACTIVE);
        given().get("/p/" + link() + "/record/" + id).then().statusCode(404);
    }

    private String linkOf(String email) {
        String url = as("preference:write")
                .body("{\"recipients\":[{\"ref\":\"1\",\"identifier\":{\"email\":\"" + email
                        + "\"},\"channel\":\"email\"}]}")
                .post("/v1/links")
                .path("links[0].preferencesUrl");
        return url.substring(url.indexOf("/p/"));
    }

    @Test
    void aPageOfTheTenantsOwnReadsAndSavesTheSame() {
        put(CENTER).statusCode(200);
        told("given", "news", "email", Instant.now());
        String choices = "/p/" + link() + "/choices";
        given().get(choices + "?lang=af")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("*"))
                .header("Cache-Control", "no-store")
                .body("sender", equalTo("Acme <Shop>"))
                .body("address", equalTo("t***@example.org"))
                .body("language", equalTo("af"))
                .body("topics[0].name", equalTo("Weeklikse aanbiedinge"))
                .body("topics[0].frequencies", equalTo(List.of("weekly", "monthly")))
                .body("topics[1].channels[0].on", equalTo(true));
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .options(choices)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Headers", equalTo("content-type"));
        given().contentType("application/json")
                .body("""
                    {"choices":[{"purpose":"offers.weekly","channel":"sms","wanted":true},{"purpose":"news","channel":"pigeon"}],
                     "pause":"forever","frequencies":[{"purpose":"news","frequency":"weekly"}]}""")
                .post(choices)
                .then()
                .statusCode(422)
                .body(
                        "violations.path",
                        equalTo(List.of(
                                "choices[0]", "choices[1].channel", "choices[1].wanted", "pause", "frequencies[0]")));
        String no = "{\"purpose\":\"news\",\"channel\":\"email\",\"wanted\":false}";
        given().contentType("application/json")
                .body("{\"choices\":[" + no + "," + no.replace("false", "true") + "]}")
                .post(choices)
                .then()
                .statusCode(422)
                .body("violations.path", equalTo(List.of("choices[1]")))
                .body("violations.code", equalTo(List.of("duplicate")));
        given().contentType("application/json")
                .body("{\"choices\":[" + no + "],\"pause\":\"week\"}")
                .post(choices)
                .then()
                .statusCode(200);
        assertThat(events(1).get(0).value()).contains("\"wanted\":false", "\"pause\":{\"until\":");
        given().get("/p/" + link().substring(0, 60) + "/choices")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }

    @Test
    void theWidgetIsServed() {
        given().get("/widget.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .body(containsString("customElements.define"));
    }

    @Test
    void anotherTenantsRecordIsNotShown() {
        told("given", "news", "email", Instant.now());
        tenant = tenants.create("Globex", TenantStatus.ACTIVE);
        given().get("/p/" + link() + "/record").then().body(containsString("Nothing is on record"));
        for (String table : List.of("consent_record", "subject_address", "center_version")) {
            assertThat(database.count(tenant.value(), table)).isZero();
        }
    }

    @Test
    void whileTheDatabaseFailsNothingIsSaid() {
        String link = link();
        database.change("alter table outbox rename to outbox_away");
        try {
            save(link, "action=save&was.news.email=1").statusCode(503).header("Retry-After", equalTo("5"));
        } finally {
            database.change("alter table outbox_away rename to outbox");
        }
        save(link, "action=save&was.news.email=1").statusCode(200);
        events(1);
    }

    @Test
    void tooMuchIsRefused() {
        save(link(), "action=save&x=" + "y".repeat(70_000)).statusCode(413);
    }

    private RequestSpecification as(String scope) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), tenant + "-backoffice", scope));
    }

    private ValidatableResponse put(String center) {
        return as("preference:write").body(center).put("/v1/center").then();
    }

    private String link() {
        String url = as("preference:write")
                .body("""
                    {"recipients":[{"ref":"1","identifier":{"email":"thandi@example.org"},"channel":"email","purpose":"offers.weekly"}]}""")
                .post("/v1/links")
                .then()
                .statusCode(200)
                .body("links", hasSize(1))
                .extract()
                .path("links[0].preferencesUrl");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static ValidatableResponse save(String link, String form) {
        return given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/p/" + link)
                .then();
    }

    /** Says what the ledger would say, and waits until it is on record. */
    private void told(String what, @Nullable String purpose, @Nullable String channel, Instant at) {
        long before = database.count(tenant.value(), "consent_record");
        String key = AddressKeys.key(
                        directory
                                .get(tenant)
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, PERSON, "ZA"))
                .value();
        UUID subject = UUID.nameUUIDFromBytes(tenant.value().getBytes(StandardCharsets.UTF_8));
        String scope = (purpose == null ? "" : "\"purpose\":\"" + purpose + "\",")
                + (channel == null ? "" : "\"channel\":\"" + channel + "\",");
        tenants.kafka()
                .send(
                        Topic.CONSENT_EVENTS,
                        tenant,
                        subject.toString(),
                        "io.consentry.consent." + what + ".v1",
                        """
                        {"subjectId":"%s",%s"addresses":[{"kind":"email","key":"%s"}],"occurredAt":"%s","recordedAt":"%s",
                         "actor":"subject","method":"subscription_form","notice":{"key":"privacy","version":"2026-01"},"source":"shop.example"}""".formatted(subject, scope, key, at, Instant.now()),
                        Instant.now());
        await().atMost(Duration.ofSeconds(10)).until(() -> database.count(tenant.value(), "consent_record") > before);
    }

    private void wished(String pausedUntil, String frequency) {
        UUID subject = UUID.nameUUIDFromBytes(tenant.value().getBytes(StandardCharsets.UTF_8));
        tenants.kafka()
                .send(
                        Topic.CONSENT_EVENTS,
                        tenant,
                        subject.toString(),
                        "io.consentry.subject.preferences-set.v1",
                        """
                        {"subjectId":"%s","addresses":[],"pausedUntil":"%s","occurredAt":"%s","recordedAt":"%s",
                         "frequencies":[{"purpose":"offers.weekly","frequency":"%s"}]}""".formatted(subject, pausedUntil, Instant.now(), Instant.now(), frequency),
                        Instant.now());
        await().atMost(Duration.ofSeconds(10)).until(() -> database.count(tenant.value(), "person_wishes") == 1);
    }

    private List<ConsumerRecord<String, String>> events(int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(database.count(tenant.value(), "outbox")).isZero();
            assertThat(tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant)).hasSize(count);
        });
        List<ConsumerRecord<String, String>> events = tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant);
        events.forEach(event ->
                assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.preference.choices-submitted.v1"));
        return events;
    }
}
