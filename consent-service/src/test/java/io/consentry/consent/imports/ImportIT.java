package io.consentry.consent.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Capability C10 over HTTP: a list in, what came of it, and its undo. */
@QuarkusTest
class ImportIT extends WithServers {

    private static final String TERMS = """
            {"sourceKind":"crm","source":"CRM export of November","basis":"consent",\
            "attestation":{"by":"Jane Doe, privacy officer","statement":"Everybody on it ticked the box on our form",\
            "noticeGivenBy":"Acme","noticeGivenAt":"2026-01-01T00:00:00Z"},\
            "defaults":{"purpose":"offers","channel":"email","affirmativeAction":"ticked_box","wording":"Yes, send me offers"}}""";

    private static final String LIST = """
            E-Mail,Customer ID,Action,Opt-in Date,Shoe Size
            a@example.org,crm-1,grant,2026-02-01T08:00:00Z,41
            b@example.org,crm-2,withdraw,2026-02-02T08:00:00Z,42
            c@example.org,crm-3,,2026-02-02T08:00:00Z,43
            not an address,crm-4,grant,2026-02-03T08:00:00Z,44
            d@example.org,crm-5,grant,,45
            e@example.org,crm-6

            """;

    @Inject
    PastImports past;

    @Test
    void aListIsRecordedAndItsBrokenLinesAreNamedWithoutWhatTheySay() {
        String id = importCsv(LIST, "");

        ValidatableResponse done = reaches(id, "done")
                .body("rows", is(6))
                .body("rowsDone", is(6))
                .body("outcomes.granted.count", is(1))
                .body("outcomes.granted.lines", contains(2))
                .body("outcomes.optedOut.count", is(1))
                .body("outcomes.blank.lines", contains(4))
                .body("outcomes.invalid.lines", containsInAnyOrder(5, 6, 7))
                .body("errors", is(3))
                .body("rowsPerSecond", notNullValue())
                .body("secondsRemaining", nullValue())
                .body("terms.attestation.by", is("Jane Doe, privacy officer"));
        assertThat(done.extract().asString()).doesNotContain("example.org");
        String errors = acme.request()
                .get("/v1/imports/" + id + "/errors")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(errors.lines())
                .hasSize(4)
                .startsWith("line,code,field,message")
                .anyMatch(line -> line.startsWith("5,") && line.contains(",email,"))
                .anyMatch(line -> line.startsWith("6,required,occurredAt,"))
                .anyMatch(line -> line.startsWith("7,columns,,"));
        assertThat(errors).doesNotContain("example.org").doesNotContain("not an address");
        acme.check("a@example.org").body("results[0].decision", is("allow"));
        acme.check("b@example.org").body("results[0].decision", is("deny"));
        lookUp("c@example.org").statusCode(404);
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndWritesNothing() throws Exception {
        String id = importCsv(LIST, "?dryRun=true");

        reaches(id, "done")
                .body("dryRun", is(true))
                .body("outcomes.granted.count", is(1))
                .body("outcomes.optedOut.count", is(1))
                .body("outcomes.invalid.count", is(3));
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            for (String table : new String[] {
                "ledger_event", "subject", "contact_facts", "consent_import_chunk", "consent_import_event"
            }) {
                assertThat(database.count(table)).as(table).isZero();
            }
        }
        acme.request()
                .post("/v1/imports/" + id + "/undo")
                .then()
                .statusCode(422)
                .body("violations.code", contains("dry-run"));
    }

    @Test
    void theSameListAgainChangesNothing() throws Exception {
        reaches(importCsv(LIST, ""), "done");
        long events = events();
        String before = consents("a@example.org");

        reaches(importCsv(LIST, ""), "done")
                .body("outcomes.unchanged.count", is(2))
                .body("outcomes.granted", nullValue())
                .body("outcomes.optedOut", nullValue());

        assertThat(events()).isEqualTo(events);
        assertThat(consents("a@example.org")).isEqualTo(before);
    }

    @Test
    void whoSaidNoIsNotWonBackByAList() {
        acme.record("a@example.org", "withdraw").statusCode(201);

        String list = """
                email,externalId,action,occurredAt
                a@example.org,,grant,2026-02-01T08:00:00Z
                a@example.org,crm-9,grant,2026-02-01T08:00:00Z
                """;
        String stale = importCsv(list, "");
        reaches(stale, "done").body("outcomes.'stale-grant'.count", is(2));
        String later =
                importCsv(list.replace("2026-02-01T08:00:00Z", Instant.now().toString()), "");
        reaches(later, "done").body("outcomes.'opt-out-stands'.count", is(2));

        acme.check("a@example.org").body("results[0].decision", is("deny"));
        acme.record("a@example.org", "grant").statusCode(201);
        acme.check("a@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void anUndoneListLeavesTheLookUpAsItWas() {
        acme.record("a@example.org", "grant").statusCode(201);
        acme.record("b@example.org", "refuse").statusCode(201);
        acme.record("c@example.org", "grant").statusCode(201);
        String a = consents("a@example.org");
        String b = consents("b@example.org");
        String c = consents("c@example.org");
        String now = Instant.now().toString();
        String id = importCsv("""
                email,action,occurredAt
                a@example.org,withdraw,2026-02-01T08:00:00Z
                b@example.org,withdraw,NOW
                c@example.org,grant,NOW
                d@example.org,grant,2026-02-01T08:00:00Z
                e@example.org,withdraw,2026-02-01T08:00:00Z
                f@example.org,grant,2026-02-01T08:00:00Z
                """.replace("NOW", now), "");
        reaches(id, "done").body("outcomes.granted.count", is(3)).body("outcomes.optedOut.count", is(3));
        acme.check("a@example.org").body("results[0].decision", is("deny"));
        acme.record("f@example.org", "withdraw").statusCode(201);
        String f = consents("f@example.org");

        acme.request().post("/v1/imports/" + id + "/undo").then().statusCode(202);

        reaches(id, "undone").body("retracted", is(5)).body("kept", is(1));
        assertThat(consents("a@example.org")).isEqualTo(a);
        assertThat(consents("b@example.org")).isEqualTo(b);
        assertThat(consents("c@example.org")).isEqualTo(c);
        assertThat(consents("f@example.org")).isEqualTo(f);
        lookUp("d@example.org").body("consents", empty());
        lookUp("e@example.org").body("consents", empty());
        acme.check("a@example.org").body("results[0].decision", is("allow"));
        acme.check("d@example.org").body("results[0].reasons.code", hasItem("NO_CONSENT"));
        acme.request()
                .post("/v1/imports/" + id + "/undo")
                .then()
                .statusCode(202)
                .body("state", is("undone"));
    }

    @Test
    void semicolonsAndTabsSeparateColumnsToo() {
        String semicolons = importCsv(LIST.replace(',', ';'), "");
        reaches(semicolons, "done")
                .body("outcomes.granted.count", is(1))
                .body("outcomes.optedOut.count", is(1))
                .body("outcomes.invalid.lines", containsInAnyOrder(5, 6, 7));
        String tabs = importCsv(LIST.replace(',', '\t').replace("@example.org", "@tabs.example.org"), "");
        reaches(tabs, "done").body("outcomes.granted.count", is(1)).body("outcomes.blank.lines", contains(4));
    }

    @Test
    void anImportCanBeUndoneForThirtyDaysAndThenItsTracesGo() throws Exception {
        // Given
        String id = importCsv(LIST, "");
        reaches(id, "done");
        String trial = importCsv(LIST, "?dryRun=true");
        reaches(trial, "done");
        past.run().await().atMost(Duration.ofSeconds(10));
        acme.request().get("/v1/imports/" + trial).then().statusCode(200);

        // When
        endedDaysAgo(31);

        // Then
        acme.request()
                .post("/v1/imports/" + id + "/undo")
                .then()
                .statusCode(422)
                .body("violations[0].code", is("too-late"));
        assertThat(traces()).isEqualTo(3 + 3 + 2);
        endedDaysAgo(32);
        past.run().await().atMost(Duration.ofSeconds(10));
        assertThat(traces()).isZero();
        acme.request().get("/v1/imports/" + trial).then().statusCode(404);
        reaches(id, "done").body("terms.attestation.by", is("Jane Doe, privacy officer"));
        acme.check("a@example.org").body("results[0].decision", is("allow"));
    }

    private void endedDaysAgo(int days) throws Exception {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            database.run("update consent_import set updated_at = now() - interval '" + days + " days 1 minute'");
        }
    }

    private long traces() throws Exception {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            return database.count("consent_import_error") + database.count("consent_import_event");
        }
    }

    @Test
    void whatIsRecordedAgainHasItsEvidence() {
        acme.record("a@example.org", "grant").statusCode(201);
        String id = importCsv("email,action,occurredAt\na@example.org,withdraw,2026-02-01T08:00:00Z\n", "");
        reaches(id, "done");
        String withdrawal = lookUp("a@example.org").extract().path("consents[0].eventId");
        evidence(withdrawal).body("method", is("import")).body("reference", is("import " + id));

        acme.request().post("/v1/imports/" + id + "/undo").then().statusCode(202);

        reaches(id, "undone");
        String restored = lookUp("a@example.org").extract().path("consents[0].eventId");
        evidence(restored).body("method", is("subscription_form")).body("affirmativeAction", is("ticked_box"));
    }

    /** The second chunk cannot be recorded while somebody holds one of its addresses, as when the service dies in the middle of it. */
    @Test
    void anImportThatIsInterruptedGoesOnWhereItWasAndRecordsNothingTwice() throws Exception {
        int rows = 1_200;
        String list = "email,action,occurredAt\n"
                + IntStream.range(0, rows)
                        .mapToObj(i -> "p" + i + "@example.org,grant,2026-02-01T08:00:00Z")
                        .collect(Collectors.joining("\n"));
        acme.record("p700@example.org", "request").statusCode(201);
        long before = events();
        String id;
        try (ServiceDatabase other = ServiceDatabase.asService(acme.tenant())) {
            Connection session = other.connection();
            session.setAutoCommit(false);
            other.run("update contact_facts set facts = facts");

            id = importCsv(list, "");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(attempts()).isPositive());
            acme.request()
                    .get("/v1/imports/" + id)
                    .then()
                    .body("state", is("running"))
                    .body("rowsDone", is(500))
                    .body("secondsRemaining", notNullValue());
            assertThat(events()).isEqualTo(before + 500);
            session.rollback();
        }

        reaches(id, "done").body("rowsDone", is(rows)).body("outcomes.granted.count", is(rows));
        assertThat(events()).isEqualTo(before + rows);
        acme.check("p1199@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void rowsOfJsonNameTheirOwnFields() {
        String id = send("application/x-ndjson", TERMS, "", """
                {"email":"a@example.org","action":"grant","occurredAt":"2026-02-01T08:00:00Z","channel":"email"}
                {"email":"b@example.org","action":"grant","occurredAt":"2026-02-01T08:00:00Z","size":"41"}
                {"email":"c@example.org","action":"request","occurredAt":"2026-02-01T08:00:00Z"}
                {"email":"d@example.org","action":"grant","occurredAt":"2026-02-01T08:00:00Z","channel":"sms"}
                not JSON
                """)
                .statusCode(202)
                .extract()
                .path("id");

        reaches(id, "done")
                .body("outcomes.granted.lines", contains(1))
                .body("outcomes.invalid.lines", containsInAnyOrder(2, 3, 4, 5));
        String errors = acme.request()
                .get("/v1/imports/" + id + "/errors")
                .then()
                .extract()
                .asString();
        assertThat(errors.lines())
                .anyMatch(line -> line.startsWith("2,unknown-field,"))
                .anyMatch(line -> line.startsWith("3,not-importable,action,"))
                .anyMatch(line -> line.startsWith("4,no-address,channel,"))
                .anyMatch(line -> line.startsWith("5,not-json,"));
    }

    @Test
    void consentsToMarketingDoNotComeFromAddressBooks() {
        String terms = TERMS.replace("\"crm\"", "\"device_contacts\"");
        String id = send("text/csv", terms, "", LIST).statusCode(202).extract().path("id");

        reaches(id, "done").body("outcomes.granted", nullValue()).body("outcomes.optedOut.count", is(1));
        assertThat(acme.request()
                        .get("/v1/imports/" + id + "/errors")
                        .then()
                        .extract()
                        .asString())
                .contains("2,source-not-for-marketing,purpose,");
    }

    /** A list neither asks anybody, nor makes of somebody who was asked a person who was not. */
    @Test
    void aListGivesNoWayAroundTheOnceRule() {
        acme.record("a@example.org", "request").statusCode(201);

        String id = importCsv("""
                email,externalId,action,occurredAt
                a@example.org,crm-9,grant,2026-02-01T08:00:00Z
                b@example.org,crm-8,request,2026-02-01T08:00:00Z
                """, "");
        reaches(id, "done").body("outcomes.granted.count", is(1)).body("outcomes.invalid.count", is(1));
        acme.request().post("/v1/imports/" + id + "/undo").then().statusCode(202);
        reaches(id, "undone");

        acme.request()
                .body(ConsentApi.decision("a@example.org", "request")
                        .replaceFirst("\"email\"", "\"externalId\":\"crm-9\",\"email\""))
                .post("/v1/consents")
                .then()
                .statusCode(409)
                .body("code", is("already-asked"));
        acme.record("b@example.org", "request").statusCode(201);
    }

    @Test
    void aListNeedsSomebodyWhoAnswersForItAndAHeader() {
        acme.request()
                .contentType("text/csv")
                .body(LIST)
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("violations.path", contains("Import-Terms"));
        send("text/csv", "{\"basis\":\"soft_opt_in\"}", "", LIST)
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("sourceKind", "source", "basis", "attestation"));
        send("text/csv", "{\"bases\":\"consent\"}", "", LIST).statusCode(422);
        send("text/csv", TERMS, "", "a@example.org,grant\n")
                .statusCode(422)
                .body("violations.path", contains("header"));
        send("text/csv", TERMS, "", "email,action\n").statusCode(422).body("violations.code", contains("empty"));
        send("text/csv", TERMS, "?dryRun=1", LIST).statusCode(422).body("violations.path", contains("dryRun"));
        send("text/csv", TERMS.replace("\"defaults\"", "\"columns\":{\"phone\":\"Cell\"},\"defaults\""), "", LIST)
                .statusCode(422)
                .body("violations.code", contains("mapped-column-missing"));
    }

    @Test
    void aColumnMayBeMapped() {
        String terms = TERMS.replace("\"defaults\"", "\"columns\":{\"email\":\"Anschrift\"},\"defaults\"");
        String id = send(
                        "text/csv",
                        terms,
                        "",
                        "Anschrift,action,occurredAt\na@example.org,grant,2026-02-01T08:00:00Z\n")
                .statusCode(202)
                .extract()
                .path("id");

        reaches(id, "done").body("outcomes.granted.count", is(1));
    }

    @Test
    void anotherTenantFindsNothingAndAReaderMayNotImport() {
        String id = importCsv(LIST, "");
        reaches(id, "done");
        ConsentApi globex = ConsentApi.newTenant(issuer);

        globex.request().get("/v1/imports/" + id).then().statusCode(404);
        globex.request().get("/v1/imports/" + id + "/errors").then().statusCode(404);
        globex.request().post("/v1/imports/" + id + "/undo").then().statusCode(404);
        acme.requestWith("consent:read").get("/v1/imports/" + id).then().statusCode(403);
        acme.requestWith("consent:read")
                .contentType("text/csv")
                .header("Import-Terms", TERMS)
                .body(LIST)
                .post("/v1/imports")
                .then()
                .statusCode(403);
        acme.check("a@example.org").body("results[0].decision", is("allow"));
    }

    private String importCsv(String list, String query) {
        return send("text/csv", TERMS, query, list)
                .statusCode(202)
                .body("state", equalTo("waiting"))
                .body("rows", greaterThan(0))
                .header("Location", startsWith("http"))
                .extract()
                .path("id");
    }

    private ValidatableResponse send(String type, String terms, String query, String list) {
        return acme.request()
                .contentType(type)
                .header("Import-Terms", terms)
                .body(list.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports" + query)
                .then();
    }

    private ValidatableResponse reaches(String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> acme.request().get("/v1/imports/" + id).then().body("state", is(state)));
        return acme.request().get("/v1/imports/" + id).then().statusCode(200);
    }

    private ValidatableResponse lookUp(String email) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                .post("/v1/subjects/lookup")
                .then();
    }

    /** What the look-up says of consents, but for the ids of events. */
    private String consents(String email) {
        return lookUp(email)
                .statusCode(200)
                .extract()
                .path("consents")
                .toString()
                .replaceAll("eventId=[^,}]*", "");
    }

    private ValidatableResponse evidence(String eventId) {
        return acme.requestWith("audit:read")
                .get("/v1/consents/" + eventId + "/evidence")
                .then()
                .statusCode(200);
    }

    private long events() throws Exception {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            return database.count("ledger_event");
        }
    }

    private int attempts() throws Exception {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant());
                Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery("select max(attempts) from consent_import")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
