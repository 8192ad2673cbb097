package io.consentry.preference.unsubscribe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.consentry.contract.AddressKind;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OutboxPosition;
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
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WholeService
class UnsubscribeIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final Pattern WITHDRAWAL = Pattern.compile("name=\"withdrawal\" value=\"([0-9a-f-]{36})\"");

    @Inject
    Tenants tenants;

    @Inject
    Database database;

    @Inject
    TenantDirectory directory;

    @Inject
    LedgerConfirmations confirmations;

    @Inject
    LedgerLease lease;

    @Inject
    Ledger ledger;

    TenantId tenant = new TenantId("none");

    @BeforeEach
    void createTenant() {
        ledger.setSilent(false);
        tenant = tenants.create("Acme <Shop>", TenantStatus.ACTIVE);
    }

    @Test
    void lookingChangesNothing() {
        String link = link("\"offers\"");
        for (int i = 0; i < 3; i++) {
            given().get("/u/" + link).then().statusCode(200);
            given().head("/u/" + link).then().statusCode(200).body(equalTo(""));
            given().get("/p/" + link).then().statusCode(200);
            given().get("/u/" + link + "/undo").then().statusCode(405);
        }
        assertNothingHappened();
    }

    @Test
    void thePageIsPlainAndSaysWhatItWillDo() {
        Response page = given().get("/u/" + link("\"offers.weekly\""));
        page.then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", containsString("noindex"))
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none'; style-src 'sha256-"),
                                containsString("form-action 'self'"),
                                containsString("frame-ancestors 'none'"),
                                containsString("base-uri 'none'")))
                .body(containsString("<html lang=\"en\">"))
                .body(containsString("Acme &lt;Shop&gt; to t***@example.org</h1>"))
                .body(containsString("Stop “offers weekly” by e-mail"))
                .body(containsString("Service messages"))
                .body(not(containsString("thandi")))
                .body(not(containsString("<script")));
        String html = page.asString();
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(10_000);
        assertThat(html).doesNotContain("http://", "https://", "src=", "onload", "NOT_FOUND");
        assertThat(html.split("<button", -1)).hasSize(4);
        assertThat(given().get("/u/" + link("null")).asString().split("<button", -1))
                .hasSize(3);
    }

    @Test
    void thePagesLookAndSpeakAsTheTenantsCenterDoes() {
        String logo = "data:image/png;base64," + java.util.Base64.getEncoder().encodeToString(pngOf(17_900));
        given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), "campaigns", "preference:write"))
                .body("""
                    {"topics":[{"purpose":"offers","name":{"en":"Weekly <deals>","af":"Weeklikse aanbiedinge"},"channels":["email"]}],
                     "colour":"#8a1c5b","logo":"%s","unsubscribeIntro":{"en":"Sorry & goodbye","af":"Jammer"}}""".formatted(logo))
                .put("/v1/center")
                .then()
                .statusCode(200)
                .body("unsubscribeIntro.af", equalTo("Jammer"));
        String link = link("\"offers\"");
        String page = given().get("/u/" + link)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'sha256-"))
                .header(
                        "Content-Security-Policy",
                        containsString("; img-src data:; form-action 'self'; base-uri 'none'"))
                .body(containsString("{--act:#8a1c5b}"))
                .body(containsString("<img class=\"logo\" src=\"" + logo + "\" alt=\"Acme &lt;Shop&gt;\">"))
                .body(containsString("Sorry &amp; goodbye"))
                .body(containsString("Weekly &lt;deals&gt;"))
                .extract()
                .asString();
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(50_000);
        given().get("/u/" + link + "?lang=af")
                .then()
                .body(containsString("Jammer"))
                .body(containsString("Stop “Weeklikse aanbiedinge” per e-pos"));
        String done = press(link, "topic")
                .statusCode(200)
                .body(containsString("#8a1c5b"))
                .extract()
                .asString();
        undo(link, withdrawal(done)).statusCode(200).body(containsString("#8a1c5b"));
        oneClick(link).statusCode(200).body(equalTo(""));
    }

    private static byte[] pngOf(int bytes) {
        byte[] png = new byte[bytes];
        png[0] = (byte) 0x89;
        png[1] = 'P';
        png[2] = 'N';
        png[3] = 'G';
        return png;
    }

    @Test
    void withoutTheTenantsCenterThePageIsPlainAndTheWayOutOpen() {
        String link = link("\"offers\"");
        database.change("alter table center_version rename to center_version_away");
        try {
            given().get("/u/" + link).then().statusCode(200).body(containsString("value=\"everything\""));
            press(link, "everything").statusCode(200).body(containsString("is stopped"));
        } finally {
            database.change("alter table center_version_away rename to center_version");
        }
        events(1);
    }

    @Test
    void aLinkThatIsOpenedTooOftenAsksForPatienceAndStillStops() {
        String link = link("\"offers\"");
        String busy = untilTooMany("/u/" + link)
                .header("Retry-After", org.hamcrest.Matchers.matchesPattern("[1-9]|[1-5][0-9]|60"))
                .header("Cache-Control", "no-store")
                .body(containsString("Please wait a minute"))
                .body(containsString("value=\"everything\""))
                .extract()
                .asString();
        String wrong = link.substring(0, link.length() - 4);
        assertThat(untilTooMany("/u/" + wrong).extract().asString().replace(wrong, link))
                .isEqualTo(busy);
        untilTooMany("/p/" + link).body(containsString("Please wait a minute"));
        untilTooMany(() ->
                given().contentType(FORM).body("action=save").post("/p/" + link).then());
        untilTooMany("/p/" + link + "/choices").body("code", equalTo("too-many-requests"));
        untilTooMany(() -> undo(link, UUID.randomUUID().toString()));
        given().get("/u/" + link("\"offers\"")).then().statusCode(200);

        oneClick(link).statusCode(200).body(equalTo(""));
        press(link, "everything").statusCode(200);
        oneClick(link).statusCode(200);
        events(3);
    }

    @Test
    void anAddressIsNotReadByAnyNumberOfLinks() {
        int opened = 0;
        int status = 200;
        for (int links = 0; links < 4 && status == 200; links++) {
            String link = link("\"offers\"");
            for (int i = 0; i < 50 && status == 200; i++, opened++) {
                status = given().get("/u/" + link).statusCode();
            }
        }
        assertThat(status).isEqualTo(429);
        assertThat(opened).isBetween(120, 180);
        oneClick(link("\"offers\"")).statusCode(200);
    }

    private static ValidatableResponse untilTooMany(String path) {
        return untilTooMany(() -> given().get(path).then());
    }

    /** More than once at any time: each second one more is let through. */
    private static ValidatableResponse untilTooMany(Supplier<ValidatableResponse> request) {
        for (int i = 0; i < 200; i++) {
            ValidatableResponse answer = request.get();
            if (answer.extract().statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("there is no limit");
    }

    @Test
    void oneClickIsAnEventWithoutTheAddress() {
        String link = link("\"offers\"");

        oneClick(link).statusCode(200).body(equalTo("")).header("Content-Length", "0");

        ConsumerRecord<String, String> event = events(1).get(0);
        String key = AddressKeys.key(
                        directory
                                .get(tenant)
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, "thandi@example.org", "ZA"))
                .value();
        assertThat(event.key()).isEqualTo(tenant + ":" + key);
        assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.preference.withdrawal-received.v1");
        assertThat(Topics.header(event, "ce_source")).isEqualTo("/consentry/preference");
        assertThat(Topics.header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(Topics.header(event, "content-type")).isEqualTo("application/json");
        assertThat(database.count(
                        tenant.value(),
                        "opt_out where id = '" + Topics.header(event, "ce_id") + "' and scope = 'topic'"))
                .isEqualTo(1);
        JsonPath data = JsonPath.from(event.value());
        assertThat(data.getString("address.kind")).isEqualTo("email");
        assertThat(data.getString("address.key")).isEqualTo(key);
        assertThat(data.getString("purpose")).isEqualTo("offers");
        assertThat(data.getString("channel")).isEqualTo("email");
        assertThat(data.getString("method")).isEqualTo("unsubscribe_link");
        assertThat(data.getString("message")).isEqualTo("m-1");
        assertThat(event.value() + event.headers()).doesNotContain("thandi", "example.org", "***", link);
    }

    @Test
    void anAcknowledgementIsCountedAndTimed() {
        String before = metrics();

        oneClick(link("\"offers\"")).statusCode(200);

        String after = metrics();
        for (String counted : List.of(
                "consentry_unsubscribe_acknowledged_total{ledger=\"applied\"}",
                "consentry_unsubscribe_duration_seconds_count",
                "consentry_links_minted_total")) {
            assertThat(sample(after, counted)).as(counted).isEqualTo(sample(before, counted) + 1);
        }
        assertThat(sample(after, "consentry_unsubscribe_failures_total"))
                .isEqualTo(sample(before, "consentry_unsubscribe_failures_total"));
    }

    private static String metrics() {
        return given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}");
    }

    private static double sample(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample " + name + " in " + metrics));
    }

    @Test
    void aRepeatIsTheSameOptOutToldAgain() {
        String link = link("\"offers\"");
        oneClick(link).statusCode(200);
        given().contentType("multipart/form-data; boundary=----b")
                .body(
                        "------b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n------b--\r\n"
                                .getBytes(StandardCharsets.UTF_8))
                .post("/u/" + link)
                .then()
                .statusCode(200)
                .body(equalTo(""));
        press(link, "topic").statusCode(200);
        List<CompletableFuture<Integer>> racing = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> given().contentType(FORM)
                        .body(ONE_CLICK)
                        .post("/u/" + link)
                        .statusCode()))
                .toList();
        racing.forEach(answer -> assertThat(answer.join()).isEqualTo(200));
        events(11);
        assertThat(database.count(tenant.value(), "opt_out")).isEqualTo(1);
    }

    @Test
    void raceOfFirstClicksIsOneOptOut() {
        String link = link("null");
        List<CompletableFuture<Integer>> racing = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> given().contentType(FORM)
                        .body(ONE_CLICK)
                        .post("/u/" + link)
                        .statusCode()))
                .toList();
        racing.forEach(answer -> assertThat(answer.join()).isEqualTo(200));
        JsonPath data = JsonPath.from(events(8).get(0).value());
        assertThat(database.count(tenant.value(), "opt_out")).isEqualTo(1);
        assertThat(data.<Object>get("purpose")).isNull();
        assertThat(data.getString("channel")).isEqualTo("email");
    }

    @Test
    void mailboxProvidersMayBeOdd() throws IOException {
        String multipart = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        given().header("Authorization", "Bearer not-a-token")
                .header("Cookie", "session=1; q_session=2")
                .header("Origin", "null")
                .header("Accept", "application/json")
                .contentType("multipart/form-data; charset=UTF-8; boundary=\"b\"")
                .body(multipart.getBytes(StandardCharsets.UTF_8))
                .redirects()
                .follow(false)
                .post("/u/" + link("\"a\""))
                .then()
                .statusCode(200)
                .header("Set-Cookie", (String) null);
        assertThat(raw("POST /u/" + link("\"b\"") + " HTTP/1.0\r\nContent-Type: " + FORM
                        + "\r\nContent-Length: 26\r\n\r\n" + ONE_CLICK))
                .startsWith("HTTP/1.0 200");
        assertThat(
                        raw(
                                "POST /u/" + link("\"c\"")
                                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + FORM
                                        + "\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nList-Unsubscribe\r\na\r\n=One-Click\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        events(3);
    }

    @Test
    void otherBodiesChangeNothing() {
        String link = link("\"offers\"");
        for (String body : new String[] {"", "List-Unsubscribe=no", "scope=everything", "action=unsubscribe&scope=x"}) {
            given().contentType(FORM).body(body).post("/u/" + link).then().statusCode(400);
        }
        given().post("/u/" + link).then().statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .post("/u/" + link)
                .then()
                .statusCode(400);
        given().contentType(FORM)
                .body(ONE_CLICK + "&x=" + "y".repeat(9_000))
                .post("/u/" + link)
                .then()
                .statusCode(413);
        assertNothingHappened();
    }

    @Test
    void aLongChunkedBodyIsRefused() throws IOException {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        assertThat(raw("POST /u/" + link("\"c\"") + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + FORM
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertNothingHappened();
    }

    @Test
    void wrongLinksAllGetTheSameAnswer() {
        String good = link("\"offers\"");
        TenantId other = tenants.create("Other", TenantStatus.ACTIVE);
        char last = good.charAt(good.length() - 5);
        String tampered =
                good.substring(0, good.length() - 5) + (last == 'A' ? 'B' : 'A') + good.substring(good.length() - 4);
        String unknownTenant = reassigned(good, "nobody-99");
        String foreign = reassigned(good, other.value());
        String expected = given().get("/u/x").then().statusCode(404).extract().asString();
        for (String wrong :
                List.of(tampered, good.substring(0, 80), unknownTenant, foreign, "A".repeat(3_000), "%00", "..")) {
            if (wrong.equals("..")) {
                continue;
            }
            assertThat(given().urlEncodingEnabled(false)
                            .get("/u/" + wrong)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString())
                    .isEqualTo(expected);
            assertThat(given().urlEncodingEnabled(false)
                            .contentType(FORM)
                            .body(ONE_CLICK)
                            .post("/u/" + wrong)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString())
                    .isEqualTo(expected);
        }
        assertNothingHappened();
    }

    @Test
    void theButtonsStopWhatTheySay() {
        String link = link("\"offers\"");
        press(link, "channel")
                .statusCode(200)
                .body(containsString("Marketing from Acme &lt;Shop&gt; by e-mail is stopped"));
        press(link, "everything").statusCode(200).body(containsString("is stopped</h1>"));
        List<ConsumerRecord<String, String>> events = events(2);
        JsonPath channel = JsonPath.from(events.get(0).value());
        JsonPath everything = JsonPath.from(events.get(1).value());
        assertThat(channel.<Object>get("purpose")).isNull();
        assertThat(channel.getString("channel")).isEqualTo("email");
        assertThat(everything.<Object>get("purpose")).isNull();
        assertThat(everything.<Object>get("channel")).isNull();
    }

    @Test
    void undoIsOneEventAndOnlyThroughTheSameLink() {
        String link = link("\"offers\"");
        String id =
                withdrawal(press(link, "everything").statusCode(200).extract().asString());

        undo(link("\"offers\""), id).statusCode(404);
        undo(link, UUID.randomUUID().toString()).statusCode(404);
        undo(link, "x").statusCode(404);
        given().contentType(FORM).body("").post("/u/" + link + "/undo").then().statusCode(400);
        undo(link, id).statusCode(200).body(containsString("What was before stands again"));
        undo(link, id).statusCode(200);

        List<ConsumerRecord<String, String>> events = events(2);
        assertThat(Topics.header(events.get(1), "ce_type")).isEqualTo("io.consentry.preference.withdrawal-undone.v1");
        assertThat(JsonPath.from(events.get(1).value()).getString("withdrawal")).isEqualTo(id);
        assertThat(events.get(1).key()).isEqualTo(events.get(0).key());
        press(link, "everything").statusCode(200);
        events(3);
    }

    @Test
    void anUndoThatComesAgainAfterANewOptOutLeavesThatStanding() {
        String link = link("\"offers\"");
        String first = withdrawal(press(link, "everything").extract().asString());
        undo(link, first).statusCode(200);
        String second = withdrawal(press(link, "everything").extract().asString());
        assertThat(second).isNotEqualTo(first);
        undo(link, first).statusCode(200);
        assertThat(database.count(tenant.value(), "opt_out where undone_at is null"))
                .isEqualTo(1);
        events(3);
    }

    @Test
    void undoEndsAfterADay() {
        String link = link("\"offers\"");
        String id = withdrawal(press(link, "channel").extract().asString());
        shift(id, "25 hours");
        undo(link, id).statusCode(409);
        shift(id, "-2 hours");
        undo(link, id).statusCode(200);
    }

    @Test
    void suspendedTenantsOptOutsStillCount() {
        tenant = tenants.create("Late Payer", TenantStatus.SUSPENDED);
        oneClick(link("\"offers\"")).statusCode(200);
        events(1);
    }

    @Test
    void withoutTheDatabaseItNeverSaysDone() {
        String link = link("\"offers\"");
        database.change("alter table opt_out rename to opt_out_away");
        try {
            oneClick(link).statusCode(503).header("Retry-After", "5");
            press(link, "everything").statusCode(503).body(containsString("try again"));
        } finally {
            database.change("alter table opt_out_away rename to opt_out");
        }
        oneClick(link).statusCode(200);
        events(1);
        assertThat(confirmations.waitingCount()).isZero();
    }

    @Test
    void theAnswerWaitsForTheLedgersWordAlsoWhenTheOptOutIsRepeated() {
        String link = link("\"offers\"");
        for (int time = 1; time <= 2; time++) {
            ledger.setSilent(true);
            CompletableFuture<Void> answered =
                    CompletableFuture.runAsync(() -> press(link, "topic").statusCode(200));
            ConsumerRecord<String, String> event = events(time).get(time - 1);
            await().during(Duration.ofMillis(1_200)).until(() -> !answered.isDone());

            ledger.confirm(event);

            await().atMost(Duration.ofSeconds(3)).until(answered::isDone);
            answered.join();
            assertThat(confirmations.waitingCount()).isZero();
        }
    }

    @Test
    void silentLedgerIsWaitedForUntilACheckDeniesWithoutTheOptOut() {
        ledger.setSilent(true);
        given().contentType(FORM)
                .body(ONE_CLICK)
                .post("/u/" + link("\"z\""))
                .then()
                .statusCode(200)
                .time(allOf(greaterThanOrEqualTo(4_000L), lessThan(20_000L)));
        assertThat(confirmations.waitingCount()).isZero();
    }

    @Test
    void whenNoHeartbeatCanVouchWithoutTheOptOutTheAnswerDoesNotWaitForTheLedger() throws SQLException {
        String link = link("\"offers\"");
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table heartbeat_promise in exclusive mode");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> lease.remaining().await().indefinitely().isZero());

            oneClick(link).statusCode(200).time(lessThan(2_000L));
        }
        assertThat(confirmations.waitingCount()).isZero();
    }

    @Test
    void undoNamesAlsoTheRepeatsThatMayHaveEndedALaterConsent() {
        String link = link("\"offers\"");
        String id = withdrawal(press(link, "topic").statusCode(200).extract().asString());
        assertThat(withdrawal(press(link, "topic").statusCode(200).extract().asString()))
                .isEqualTo(id);
        shift(id, "25 hours");

        undo(link, id).statusCode(200);

        List<ConsumerRecord<String, String>> events = events(3);
        assertThat(JsonPath.from(events.get(1).value()).getBoolean("repeat")).isTrue();
        assertThat(JsonPath.from(events.get(2).value()).getList("repeats"))
                .containsExactly(Topics.header(events.get(1), "ce_id"));
    }

    @Test
    void wordOfAnEarlierPlaceOrAnotherPartitionConfirmsNothing() {
        oneClick(link("\"offers\"")).statusCode(200);
        ConsistencyToken applied = Ledger.tokenOf(events(1).get(0));
        OutboxPosition next = new OutboxPosition(applied.position().transaction() + 1_000_000_000L, 0);
        ConsistencyToken later = new ConsistencyToken(applied.source(), applied.partition(), next);
        CompletableFuture<Void> waiting = confirmations.await(later).subscribeAsCompletionStage();

        ledger.confirm(applied);
        ledger.confirm(new ConsistencyToken(applied.source(), (applied.partition() + 1) % 4, OutboxPosition.START));
        ledger.confirm(new ConsistencyToken("suppression", applied.partition(), next));

        await().during(Duration.ofSeconds(1)).until(() -> !waiting.isDone());
        waiting.cancel(true);
        await().until(() -> confirmations.waitingCount() == 0);
    }

    @Test
    void rowLevelSecurityHidesOtherTenants() throws SQLException {
        oneClick(link("\"offers\"")).statusCode(200);
        assertThat(database.count(tenant.value(), "opt_out")).isEqualTo(1);
        assertThat(database.count("another", "opt_out")).isZero();
        try (Connection app = database.app();
                Statement statement = app.createStatement()) {
            assertThat(statement.executeQuery("select 1 from opt_out").next()).isFalse();
            assertThat(statement.executeUpdate("update opt_out set undone_at = now()"))
                    .isZero();
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeUpdate("delete from opt_out"));
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeUpdate("update opt_out set occurred_at = now()"));
        }
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeQuery("select 1 from opt_out").next()).isFalse();
        }
    }

    private String link(String purpose) {
        String url = given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), "campaigns", "preference:write"))
                .body(
                        "{\"recipients\":[{\"ref\":\"1\",\"identifier\":{\"email\":\"Thandi@example.org\"},\"channel\":\"email\","
                                + "\"purpose\":" + purpose + ",\"topic\":null,\"message\":\"m-1\"}]}")
                .post("/v1/links")
                .then()
                .statusCode(200)
                .extract()
                .path("links[0].unsubscribeUrl");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static ValidatableResponse oneClick(String link) {
        return given().contentType(FORM).body(ONE_CLICK).post("/u/" + link).then();
    }

    private static ValidatableResponse press(String link, String scope) {
        return given().contentType(FORM)
                .body("action=unsubscribe&scope=" + scope)
                .post("/u/" + link)
                .then();
    }

    private static ValidatableResponse undo(String link, String id) {
        return given().contentType(FORM)
                .body("withdrawal=" + id)
                .post("/u/" + link + "/undo")
                .then();
    }

    private static String withdrawal(String page) {
        Matcher matcher = WITHDRAWAL.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private void shift(String id, String back) {
        database.change(
                "alter table opt_out no force row level security; update opt_out set occurred_at = occurred_at - interval '"
                        + back + "' where id = '" + id + "'; alter table opt_out force row level security");
    }

    private List<ConsumerRecord<String, String>> events(int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(database.count(tenant.value(), "outbox")).isZero();
            assertThat(tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant)).hasSize(count);
        });
        return tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant);
    }

    private void assertNothingHappened() {
        assertThat(database.count(tenant.value(), "opt_out")).isZero();
        assertThat(database.count(tenant.value(), "outbox")).isZero();
        assertThat(tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant)).isEmpty();
    }

    private static String reassigned(String link, String tenant) {
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(link);
        byte[] name = tenant.getBytes(StandardCharsets.US_ASCII);
        int rest = 2 + bytes[1];
        byte[] changed = new byte[2 + name.length + bytes.length - rest];
        changed[0] = bytes[0];
        changed[1] = (byte) name.length;
        System.arraycopy(name, 0, changed, 2, name.length);
        System.arraycopy(bytes, rest, changed, 2 + name.length, bytes.length - rest);
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = new byte[12];
            int read = socket.getInputStream().readNBytes(answer, 0, answer.length);
            return new String(answer, 0, read, StandardCharsets.ISO_8859_1);
        }
    }
}
