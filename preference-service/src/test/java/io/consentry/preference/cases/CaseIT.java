package io.consentry.preference.cases;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.preference.Database;
import io.consentry.preference.Tenants;
import io.consentry.preference.Topics;
import io.consentry.preference.WholeService;
import io.consentry.preference.page.Language;
import io.consentry.servers.TestIssuer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WholeService
class CaseIT {

    private static final String SECRET_WORDS = "My surname is Dlamini <b>now</b>";

    @Inject
    Tenants tenants;

    @Inject
    Database database;

    @Inject
    TenantDirectory directory;

    TenantId tenant = new TenantId("none");

    @BeforeEach
    void createTenant() {
        tenant = tenants.create("Acme <Shop>", TenantStatus.ACTIVE);
    }

    @Test
    void aRequestOnThePageIsACaseWithADueDateAndAnEventWithoutItsWords() {
        String link = link("thandi@example.org");
        ask(link, "kind=correction&text=My+surname+is+Dlamini+%3Cb%3Enow%3C%2Fb%3E")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("Your request is recorded"))
                .body(containsString("Acme &lt;Shop&gt; must answer you by " + today().plusDays(30)));

        JsonPath cases = list("");
        assertThat(cases.getList("cases")).hasSize(1);
        assertThat(cases.getString("cases[0].kind")).isEqualTo("correction");
        assertThat(cases.getString("cases[0].source")).isEqualTo("page");
        assertThat(cases.getString("cases[0].identity")).isEqualTo("link");
        assertThat(cases.getString("cases[0].from")).isEqualTo("t***@example.org");
        assertThat(cases.getString("cases[0].message")).isEqualTo("m-1");
        assertThat(cases.getString("cases[0].locale")).isEqualTo("en");
        assertThat(cases.getString("cases[0].text")).isEqualTo(SECRET_WORDS);
        assertThat(cases.getString("cases[0].dueOn"))
                .isEqualTo(today().plusDays(30).toString());
        assertThat(cases.<Object>get("cursor")).isNull();

        ConsumerRecord<String, String> event = events(1).get(0);
        JsonPath data = JsonPath.from(event.value());
        assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.case.opened.v1");
        assertThat(event.key()).isEqualTo(tenant + ":case:" + cases.getString("cases[0].id"));
        assertThat(data.getString("kind")).isEqualTo("correction");
        assertThat(data.getString("address.key")).isEqualTo(key("thandi@example.org"));
        assertThat(data.getString("dueOn")).isEqualTo(today().plusDays(30).toString());
        assertThat(event.value()).doesNotContain("Dlamini", "thandi", "example.org");
        assertThat(
                        database.count(
                                tenant.value(),
                                "data_subject_case where position('Dlamini'::bytea in sealed) > 0 or encode(sealed, 'escape') like '%thandi%'"))
                .isZero();
    }

    @Test
    void theSameRequestIsOneCaseByAnyLinkAndAlsoWhenTwoRace() {
        List<CompletableFuture<Integer>> race = new ArrayList<>();
        for (String link : List.of(link("thandi@example.org"), link("thandi@example.org"))) {
            race.add(CompletableFuture.supplyAsync(() -> status(link, "kind=access&text=")));
        }
        race.forEach(one -> assertThat(one.join()).isEqualTo(200));
        ask(link("thandi@example.org"), "kind=access&text=%0D%0A").statusCode(200);
        assertThat(list("").getList("cases")).hasSize(1);
        events(1);

        ask(link("thandi@example.org"), "kind=erasure&text=").statusCode(200);
        ask(link("sipho@example.org"), "kind=access&text=").statusCode(200);
        assertThat(list("").getList("cases.kind")).containsExactlyInAnyOrder("access", "erasure", "access");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=correction&text=", "kind=&text=x", "text=x", "kind=unspecified&text=x", "kind=all"})
    void whatIsNotCompleteIsShownAgainAndRecordsNothing(String fields) {
        ask(link("thandi@example.org"), fields)
                .statusCode(422)
                .body(containsString("role=\"alert\""))
                .body(containsString("Nothing was sent."));
        assertThat(list("").getList("cases")).isEmpty();
    }

    @Test
    void theWordsAreBoundedAndEscapedAndAreNotShownAgain() {
        String link = link("thandi@example.org");
        ask(link, "kind=&text=%3Cscript%3E")
                .statusCode(422)
                .body(containsString("&lt;script&gt;</textarea>"))
                .body(not(containsString("<script")));
        ask(link, "kind=access&text=" + "x".repeat(1_001)).statusCode(422);
        ask(link, "kind=access&text=" + "x".repeat(70_000)).statusCode(413);
        given().contentType("application/x-www-form-urlencoded")
                .body("kind=access&text=x")
                .post("/p/" + link + "/data")
                .then()
                .statusCode(400);
        assertThat(list("").getList("cases")).isEmpty();

        ask(link, "kind=access&text=about+the+flat+in+Durban").statusCode(200);
        given().get("/p/" + link + "/data")
                .then()
                .statusCode(200)
                .body(containsString("See my data: asked on " + today()))
                .body(not(containsString("Durban")));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void thePageSpeaksTheLanguageAndChangesNothing(Language language) {
        String link = link("thandi@example.org");
        String page = given().get("/p/" + link + "/data?lang=" + language.tag())
                .then()
                .statusCode(200)
                .header("Content-Language", language.tag())
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();
        given().head("/p/" + link + "/data").then().statusCode(200);
        assertThat(page)
                .contains("<html lang=\"" + language.tag() + "\">")
                .doesNotContain("thandi@", "<script", "msg:");
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(50_000);
        assertThat(given().get("/p/" + link + "?lang=" + language.tag()).asString())
                .contains("/p/" + link + "/data?lang=" + language.tag());
        assertThat(list("").getList("cases")).isEmpty();
    }

    @Test
    void anAddressHasAtMostTenOpenCasesUntilOneIsClosed() {
        String link = link("thandi@example.org");
        for (int i = 0; i < Cases.OPEN_MAX; i++) {
            ask(link, "kind=correction&text=number+" + i).statusCode(200);
        }
        ask(link, "kind=erasure&text=").statusCode(409).body(containsString("Nothing was recorded."));
        ask(link, "kind=correction&text=number+3").statusCode(200);
        ask(link("sipho@example.org"), "kind=erasure&text=").statusCode(200);

        close(list("").getString("cases[0].id"), Map.of("outcome", "fulfilled")).statusCode(204);
        ask(link, "kind=erasure&text=").statusCode(200);
    }

    @Test
    void casesAreReadPageByPageAndClosedOnce() {
        String link = link("thandi@example.org");
        for (int i = 0; i < 5; i++) {
            ask(link, "kind=correction&text=number+" + i).statusCode(200);
        }
        List<String> texts = new ArrayList<>();
        String query = "?limit=2";
        for (int pages = 0; pages < 3; pages++) {
            JsonPath page = list(query);
            texts.addAll(page.getList("cases.text"));
            query = "?limit=2&cursor=" + page.getString("cursor");
        }
        assertThat(texts).containsExactly("number 0", "number 1", "number 2", "number 3", "number 4");
        as("preference:read")
                .get("/v1/cases?state=all&cursor=x&limit=0")
                .then()
                .statusCode(422)
                .body("violations.path", allOf(hasItem("state"), hasItem("cursor"), hasItem("limit")));

        String id = list("?limit=1").getString("cases[0].id");
        close(id, Map.of("outcome", "refused")).statusCode(422).body("violations.path", hasItem("note"));
        close(id, Map.of("outcome", "ignored")).statusCode(422).body("violations.path", hasItem("outcome"));
        close(id, Map.of("outcome", "refused", "note", "Told by mail: the address is right"))
                .statusCode(204);
        close(id, Map.of("outcome", "refused", "note", "again")).statusCode(204);
        close(id, Map.of("outcome", "fulfilled")).statusCode(422);

        assertThat(list("").getList("cases")).hasSize(4);
        JsonPath closed = list("?state=closed");
        assertThat(closed.getList("cases.id")).containsExactly(id);
        assertThat(closed.getString("cases[0].note")).isEqualTo("Told by mail: the address is right");
        as("preference:read").get("/v1/cases/" + id).then().statusCode(200).body("outcome", equalTo("refused"));
        given().get("/p/" + link + "/data")
                .then()
                .body(containsString("Correct my data: asked on " + today() + ", closed on "));

        List<ConsumerRecord<String, String>> told = events(6);
        assertThat(told).satisfiesOnlyOnce(event -> {
            assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.case.closed.v1");
            assertThat(JsonPath.from(event.value()).getString("outcome")).isEqualTo("refused");
        });
        assertThat(told).noneMatch(event -> event.value().contains("Told by mail"));
        ask(link, "kind=correction&text=number+0").statusCode(200);
        assertThat(list("").getList("cases")).hasSize(5);
    }

    @Test
    void anotherTenantAndACallerWithoutScopeSeeNothing() {
        ask(link("thandi@example.org"), "kind=access&text=").statusCode(200);
        String id = list("").getString("cases[0].id");
        as("preference:write").get("/v1/cases").then().statusCode(403);
        as("preference:read")
                .body(Map.of("outcome", "fulfilled"))
                .post("/v1/cases/" + id + "/close")
                .then()
                .statusCode(403);
        given().get("/v1/cases").then().statusCode(401);

        tenant = tenants.create("Globex", TenantStatus.ACTIVE);
        assertThat(list("").getList("cases")).isEmpty();
        as("preference:read").get("/v1/cases/" + id).then().statusCode(404);
        close(id, Map.of("outcome", "fulfilled")).statusCode(404);
        assertThat(database.count(tenant.value(), "data_subject_case")).isZero();
    }

    @Test
    void aCaseNamesWhomTheLedgerKnowsAtTheAddress() {
        UUID subject = UUID.randomUUID();
        tenants.kafka()
                .send(
                        Topic.CONSENT_EVENTS,
                        tenant,
                        subject.toString(),
                        "io.consentry.consent.given.v1",
                        """
                        {"subjectId":"%s","purpose":"offers","channel":"email","addresses":[{"kind":"email","key":"%s"}],
                         "occurredAt":"%s","recordedAt":"%s","actor":"subject","method":"subscription_form"}""".formatted(subject, key("thandi@example.org"), Instant.now(), Instant.now()),
                        Instant.now());
        await().atMost(Duration.ofSeconds(10)).until(() -> database.count(tenant.value(), "subject_address") == 1);
        ask(link("thandi@example.org"), "kind=access&text=").statusCode(200);
        assertThat(list("").getList("cases[0].subjectIds")).containsExactly(subject.toString());
    }

    @Test
    void aWrongLinkIsTheSameNotFoundAndNothingIsKept() {
        String link = link("thandi@example.org");
        String wrong = link.substring(0, link.length() - 4);
        String page = given().get("/p/" + wrong + "/data")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(ask(wrong, "kind=access&text=").statusCode(404).extract().asString())
                .isEqualTo(page);
        assertThat(list("").getList("cases")).isEmpty();
    }

    @Test
    void aSuspendedTenantsPeopleMayStillAsk() {
        tenant = tenants.create("Late Payer", TenantStatus.SUSPENDED);
        ask(link("thandi@example.org"), "kind=access&text=").statusCode(200);
        events(1);
    }

    @Test
    void whileTheDatabaseFailsNothingIsCalledRecorded() {
        String link = link("thandi@example.org");
        database.change("alter table outbox rename to outbox_away");
        try {
            ask(link, "kind=access&text=").statusCode(503).header("Retry-After", equalTo("5"));
        } finally {
            database.change("alter table outbox_away rename to outbox");
        }
        assertThat(list("").getList("cases")).isEmpty();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Africa/Johannesburg"));
    }

    private RequestSpecification as(String scope) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), tenant + "-backoffice", scope));
    }

    private JsonPath list(String query) {
        return as("preference:read")
                .get("/v1/cases" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse close(String id, Map<String, String> body) {
        return as("preference:write")
                .body(body)
                .post("/v1/cases/" + id + "/close")
                .then();
    }

    private static ValidatableResponse ask(String link, String fields) {
        return given().contentType("application/x-www-form-urlencoded")
                .body("action=ask&" + fields)
                .post("/p/" + link + "/data")
                .then();
    }

    private static int status(String link, String fields) {
        return ask(link, fields).extract().statusCode();
    }

    private String link(String email) {
        String url = as("preference:write")
                .body(Map.of(
                        "recipients",
                        List.of(Map.of(
                                "ref",
                                "1",
                                "identifier",
                                Map.of("email", email),
                                "channel",
                                "email",
                                "purpose",
                                "offers",
                                "message",
                                "m-1"))))
                .post("/v1/links")
                .then()
                .statusCode(200)
                .extract()
                .path("links[0].preferencesUrl");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String key(String email) {
        return AddressKeys.key(
                        directory
                                .get(tenant)
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, email, "ZA"))
                .value();
    }

    private List<ConsumerRecord<String, String>> events(int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(database.count(tenant.value(), "outbox")).isZero();
            assertThat(tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant)).hasSize(count);
        });
        return tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant);
    }
}
