package io.consentry.preference.optin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.contract.Channel;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.preference.Database;
import io.consentry.preference.Ledger;
import io.consentry.preference.Suppressions;
import io.consentry.preference.Tenants;
import io.consentry.preference.Topics;
import io.consentry.preference.WholeService;
import io.consentry.preference.mail.Mailbox;
import io.consentry.servers.TestIssuer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@WholeService
class OptInIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:8082(/confirm/[A-Za-z0-9_-]+)");

    @Inject
    Tenants tenants;

    @Inject
    Database database;

    @Inject
    Mailbox mailbox;

    @Inject
    Suppressions suppressions;

    @Inject
    Ledger ledger;

    TenantId tenant = new TenantId("none");
    String address = "";

    @BeforeEach
    void createTenant() {
        ledger.setSilent(false);
        tenant = tenants.create("Acme <Shop>", TenantStatus.ACTIVE);
        address = "Thandi+" + UUID.randomUUID() + "@example.org";
    }

    @Test
    void onlyTheButtonConfirmsHoweverOftenTheLinkIsOpened() {
        String link = askedLink();
        for (int i = 0; i < 3; i++) {
            given().get(link).then().statusCode(200);
            given().head(link).then().statusCode(200);
            given().contentType(FORM).post(link).then().statusCode(400);
            given().contentType(FORM)
                    .body("List-Unsubscribe=One-Click")
                    .post(link)
                    .then()
                    .statusCode(400);
            given().contentType(FORM)
                    .body("action=unsubscribe")
                    .post(link)
                    .then()
                    .statusCode(400);
            given().contentType("application/json")
                    .body("{\"action\":\"confirm\"}")
                    .post(link)
                    .then()
                    .statusCode(400);
            given().put(link).then().statusCode(405);
        }
        assertThat(database.count(tenant.value(), "opt_in where confirmed_at is null"))
                .isEqualTo(1);
        assertThat(events(0)).isEmpty();
    }

    @Test
    void aConfirmationIsOneEventWithBothInstantsAndWithoutTheAddress() {
        Instant before = Instant.now();
        String link = askedLink();

        confirm(link).statusCode(200).body(containsString("<h1>Confirmed</h1>"));
        confirm(link).statusCode(200).body(containsString("<h1>Confirmed</h1>"));
        given().get(link).then().statusCode(200).body(containsString("<h1>Confirmed</h1>"));

        ConsumerRecord<String, String> event = events(1).get(0);
        assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.optin.confirmed.v1");
        assertThat(event.key())
                .isEqualTo(tenant + ":"
                        + suppressions.address(tenant, address).key().value());
        JsonPath data = JsonPath.from(event.value());
        assertThat(data.getString("optIn")).isEqualTo(Topics.header(event, "ce_id"));
        assertThat(data.getList("grants.purpose")).isEqualTo(List.of("offers.weekly", "news"));
        assertThat(data.getList("grants.channel")).isEqualTo(List.of("email", "email"));
        assertThat(data.getString("notice.key")).isEqualTo("privacy");
        assertThat(data.getString("wording")).isEqualTo("Yes, <b>offers</b> for me");
        assertThat(data.getString("locale")).isEqualTo("en-ZA");
        assertThat(data.getString("source")).isEqualTo("https://shop.example/signup");
        assertThat(Instant.parse(data.getString("requestedAt"))).isBetween(before, Instant.now());
        assertThat(Instant.parse(data.getString("occurredAt"))).isAfter(Instant.parse(data.getString("requestedAt")));
        assertThat(event.value()).doesNotContainIgnoringCase("thandi").doesNotContain("196.25.1.1", "A browser");
    }

    @Test
    void buttonsPressedAtOnceConfirmOnce() {
        String link = askedLink();
        List<CompletableFuture<Integer>> clicks = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> confirm(link).extract().statusCode()))
                .toList();

        assertThat(clicks).allSatisfy(click -> assertThat(click.join()).isEqualTo(200));
        assertThat(events(1)).hasSize(1);
    }

    @Test
    void theMailAndThePageSayWhatIsAskedAndByWhom() throws Exception {
        start(body("offers.weekly", "news")).statusCode(202);
        Mailbox.Received mail = mailbox.messages(tenant, address).get(0);

        assertThat(mail.message().getSubject()).isEqualTo("Please confirm: messages from Acme <Shop>");
        assertThat(mail.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.text())
                .contains("Yes, <b>offers</b> for me", "“offers weekly”, “news”", "Acme <Shop> (Pty) Ltd");
        assertThat(mail.html())
                .contains("Yes, &lt;b&gt;offers&lt;/b&gt; for me")
                .doesNotContain("<img", "src=", "<script");
        given().get(link(mail))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Acme &lt;Shop&gt;"))
                .body(containsString("t***@example.org"))
                .body(containsString("Yes, &lt;b&gt;offers&lt;/b&gt; for me"))
                .body(containsString("“offers weekly”, “news”"))
                .body(not(containsString("<script")))
                .body(not(containsString("+")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-ZA|Please confirm: messages from Acme <Shop>|The link works until",
                "af-ZA|Bevestig asseblief: boodskappe van Acme <Shop>|Die skakel werk tot",
                "zu|Sicela uqinisekise: imilayezo evela ku-Acme <Shop>|Ilinki isebenza",
                "xh|Nceda uqinisekise: imiyalezo evela ku-Acme <Shop>|Ilinki isebenza",
                "st-LS|Ka kopo netefatsa: melaetsa e tswang ho Acme <Shop>|Kgokahano e sebetsa",
                "fr|Please confirm: messages from Acme <Shop>|The link works until"
            })
    void theMailSpeaksTheLanguageOfTheWording(String locale, String subject, String words) throws Exception {
        start(body("offers").replace("\"en-ZA\"", "\"" + locale + "\"")).statusCode(202);
        Mailbox.Received mail = mailbox.messages(tenant, address).get(0);
        assertThat(mail.message().getSubject()).isEqualTo(subject);
        assertThat(mail.text()).contains(words, "Acme <Shop> (Pty) Ltd").doesNotContain("&lt;");
        assertThat(mail.html()).contains(words, "Acme &lt;Shop&gt; (Pty) Ltd").doesNotContain("<Shop>");
    }

    @Test
    void aMailToSomebodyWhoseLanguageIsNotKnownSpeaksTheTenants() throws Exception {
        as("preference:write").body("""
                    {"topics":[{"purpose":"offers","name":{"en":"Weekly deals","zu":"Okushibhile"},"channels":["email"]}],
                     "language":"zu"}""").put("/v1/center").then().statusCode(200);
        start(body("offers").replace("\"locale\":\"en-ZA\",", "")).statusCode(202);
        Mailbox.Received mail = mailbox.messages(tenant, address).get(0);
        assertThat(mail.message().getSubject()).isEqualTo("Sicela uqinisekise: imilayezo evela ku-Acme <Shop>");
        assertThat(mail.text()).contains("“Okushibhile”");
        assertThat(mail.html()).contains("<html lang=\"zu\">");
    }

    @Test
    void aLinkThatIsTooOldTamperedWithOrForAnotherUseGetsTheSameAnswer() {
        String link = askedLink();
        String old =
                given().get("/confirm/nothing").then().statusCode(404).extract().asString();
        String other = unsubscribeToken();
        tenants.create("Globex", TenantStatus.ACTIVE);

        for (String wrong : List.of(
                link.substring(0, link.length() - 1),
                link + "A",
                link.substring(0, 40) + (link.charAt(40) == 'A' ? 'B' : 'A') + link.substring(41),
                "/confirm/" + other)) {
            given().get(wrong).then().statusCode(404).body(equalTo(old));
            confirm(wrong).statusCode(404).body(equalTo(old));
        }
        given().get(link.replace("/confirm/", "/u/")).then().statusCode(404);

        database.change(
                "alter table opt_in no force row level security; update opt_in set expires_at = now() - interval '1 second'"
                        + " where tenant_id = '" + tenant + "'; alter table opt_in force row level security");
        given().get(link).then().statusCode(404).body(equalTo(old));
        confirm(link).statusCode(404).body(equalTo(old));
        assertThat(events(0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SuppressionReason.class)
    void aSuppressedAddressGetsNoMail(SuppressionReason reason) {
        UUID entry = suppressions.add(tenant, address, reason, null, null);

        start(body("offers"))
                .statusCode(202)
                .body("sent", equalTo(false))
                .body("reason", equalTo("suppressed"))
                .body("id", nullValue());
        assertThat(mailbox.messages(tenant, address)).isEmpty();
        assertThat(database.count(tenant.value(), "opt_in")).isZero();

        suppressions.release(tenant, address, entry);
        start(body("offers")).statusCode(202).body("sent", equalTo(true));
        assertThat(mailbox.messages(tenant, address)).hasSize(1);
    }

    @Test
    void whoOptedOutOfOneThingIsNotAskedForThatButForAnother() {
        suppressions.add(tenant, address, SuppressionReason.OPT_OUT, "offers", Channel.EMAIL);

        start(body("offers", "news")).body("sent", equalTo(false));
        start(body("news")).body("sent", equalTo(true));
        assertThat(mailbox.messages(tenant, address)).hasSize(1);
    }

    @Test
    void nobodyIsFloodedAndTheLimitLeavesNothingBehind() {
        for (int i = 0; i < 3; i++) {
            start(body("offers")).statusCode(202).body("sent", equalTo(true));
        }
        start(body("offers")).statusCode(202).body("sent", equalTo(false)).body("reason", equalTo("limited"));

        assertThat(mailbox.messages(tenant, address)).hasSize(3);
        assertThat(database.count(tenant.value(), "opt_in")).isEqualTo(3);
    }

    @Test
    void aRepeatWithTheSameKeySendsNoSecondMail() {
        String first = start("key-1", body("offers")).statusCode(202).extract().path("id");
        start("key-1", body("offers")).statusCode(202).body("id", equalTo(first));
        start("key-1", body("news")).statusCode(422);

        assertThat(mailbox.messages(tenant, address)).hasSize(1);
    }

    @Test
    void allThatIsWrongIsNamedAndNothingIsSent() {
        start("{}").statusCode(422).body("violations.path", hasItems("identifier", "decisions", "wording"));
        start("""
                {"identifier":{"phone":"+27821234567"},"wording":" ","locale":"%s","notice":{"key":"privacy"},
                 "decisions":[{"purpose":"NOT GOOD","channel":"email"},{"purpose":"offers","channel":"sms"},null,
                              {"purpose":"offers","channel":"pigeon"}]}""".formatted("x".repeat(36)))
                .statusCode(422)
                .body(
                        "violations.path",
                        hasItems(
                                "identifier",
                                "wording",
                                "locale",
                                "notice.version",
                                "decisions[0].purpose",
                                "decisions[1].channel",
                                "decisions[2]",
                                "decisions[3].channel"));
        start("{\"surprise\":1}").statusCode(400);
        assertThat(database.count(tenant.value(), "outgoing_mail")).isZero();
    }

    @Test
    void onlyTheTenantsOwnClientWithTheScopeStartsIt() {
        String body = body("offers");
        given().contentType("application/json")
                .body(body)
                .post("/v1/opt-ins")
                .then()
                .statusCode(401);
        as("preference:read").body(body).post("/v1/opt-ins").then().statusCode(403);
        tenant = tenants.create("Stopped", TenantStatus.SUSPENDED);
        start(body).statusCode(403).body("code", equalTo("tenant-suspended"));
    }

    @Test
    void noAddressAndNoWordingStandInTheDatabase() throws Exception {
        start(body("offers")).statusCode(202).body("id", notNullValue());
        try (Connection app = database.app();
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("select set_config('consentry.tenant', '" + tenant + "', true)");
            try (ResultSet row =
                    statement.executeQuery("select opt_in::text || encode(sealed, 'escape') from opt_in")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).doesNotContain("example.org", "offers", "196.25.1.1");
            }
        }
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeQuery("select 1 from opt_in").next()).isFalse();
        }
    }

    @Test
    void theEvidenceIsForAuditorsOfTheTenantOnly() {
        String id = start(body("offers")).extract().path("id");
        String path = "/v1/opt-ins/" + id + "/evidence";
        as("preference:read preference:write").get(path).then().statusCode(403);
        as("audit:read")
                .get("/v1/opt-ins/" + UUID.randomUUID() + "/evidence")
                .then()
                .statusCode(404);
        as("audit:read")
                .get(path)
                .then()
                .statusCode(200)
                .body("ip", equalTo("196.25.1.1"))
                .body("userAgent", equalTo("A browser"))
                .body("masked", equalTo("t***@example.org"))
                .body("grants[0].purpose", equalTo("offers"))
                .body("confirmedAt", nullValue());

        confirm(link(mailbox.messages(tenant, address).get(0))).statusCode(200);
        as("audit:read").get(path).then().statusCode(200).body("confirmedAt", notNullValue());
        tenant = tenants.create("Globex", TenantStatus.ACTIVE);
        as("audit:read").get(path).then().statusCode(404);
    }

    @Test
    void withoutTheLedgersWordItIsStillTaken() {
        String link = askedLink();
        ledger.setSilent(true);

        confirm(link).statusCode(200);
        assertThat(events(1)).hasSize(1);
    }

    private String askedLink() {
        start(body("offers.weekly", "news"))
                .statusCode(202)
                .body("sent", equalTo(true))
                .body("id", notNullValue())
                .body("expiresAt", notNullValue());
        List<Mailbox.Received> mails = mailbox.messages(tenant, address);
        assertThat(mails).hasSize(1);
        return link(mails.get(0));
    }

    private static String link(Mailbox.Received mail) {
        Matcher inText = LINK.matcher(mail.text());
        Matcher inHtml = LINK.matcher(mail.html());
        assertThat(inText.find()).isTrue();
        assertThat(inHtml.find()).isTrue();
        assertThat(inHtml.group()).isEqualTo(inText.group());
        return inText.group(1);
    }

    private String body(String... purposes) {
        String decisions = String.join(
                ",",
                Arrays.stream(purposes)
                        .map(purpose -> "{\"purpose\":\"" + purpose + "\",\"channel\":\"email\"}")
                        .toList());
        return """
                {"identifier":{"email":"%s"},"decisions":[%s],"notice":{"key":"privacy","version":"2026-01"},
                 "wording":"Yes, <b>offers</b> for me","locale":"en-ZA","source":"https://shop.example/signup",
                 "ip":"196.25.1.1","userAgent":"A browser"}""".formatted(address, decisions);
    }

    private ValidatableResponse start(String body) {
        return as("preference:write").body(body).post("/v1/opt-ins").then();
    }

    private ValidatableResponse start(String key, String body) {
        return as("preference:write")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/opt-ins")
                .then();
    }

    private RequestSpecification as(String scope) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), tenant + "-backoffice", scope));
    }

    private static ValidatableResponse confirm(String link) {
        return given().contentType(FORM).body("action=confirm").post(link).then();
    }

    private String unsubscribeToken() {
        Response links = as("preference:write").body("""
                        {"recipients":[{"identifier":{"email":"%s"},"channel":"email"}]}""".formatted(address)).post("/v1/links");
        String url = links.jsonPath().getString("links[0].unsubscribeUrl");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private List<ConsumerRecord<String, String>> events(int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(database.count(tenant.value(), "outbox")).isZero();
            assertThat(tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant)).hasSize(count);
        });
        return tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant);
    }
}
