package io.consentry.suppression.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.kit.leader.Leadership;
import io.consentry.kit.lines.CsvSeparator;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.AdjustableClock;
import io.consentry.suppression.Ledger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class TransferIT {

    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00Z");
    private static final String ADDED = "io.consentry.suppression.added.v1";
    private static final String RELEASED = "io.consentry.suppression.released.v1";

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    @Inject
    ImportStore store;

    @Inject
    ChunkStore chunks;

    @Inject
    ImportRunner runner;

    @Inject
    PastImports past;

    @Inject
    Leadership leadership;

    @Inject
    TenantDirectory tenants;

    @Inject
    TenantDatabase database;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @BeforeEach
    void newTenant() {
        tenant = ledger.newTenant(12);
        clock.stopAt(TIME);
    }

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @Test
    void everyLineBecomesAnEntryAndWhatIsWrongIsToldWithoutTheAddress() {
        String file = """
                email,phone,reason,channel,purpose,date,note,surname
                Thandi@Example.org,,,,,,,M
                ,082 123 4567,complaint,sms,offers,2024-02-29,"said ""no"", twice",
                not an address,,,,,,,

                sipho@example.org,,registry,,,,,
                a@example.org,,,sms,,,,
                b@example.org,,,,,2026-11-21,,
                c@example.org,0,manual,,,,,
                d@example.org
                """;

        String id = importCsv(file, "")
                .body("rows", is(8))
                .body("read", is(8))
                .body("added", is(3))
                .body("alreadyThere", is(0))
                .body("refused", is(6))
                .body("dryRun", is(false))
                .extract()
                .path("id");

        entries("email", "thandi@example.org")
                .body("entries", hasSize(1))
                .body("entries[0].reason", equalTo("opt_out"))
                .body("entries[0].origin", equalTo("recipient"))
                .body("entries[0].holdUntil", equalTo("2027-11-20T08:00:00Z"))
                .body("entries[0].address", equalTo("t***@example.org"));
        String complaint = entries("phone", "+27821234567")
                .body("entries[0].reason", equalTo("complaint"))
                .body("entries[0].scope.channel", equalTo("sms"))
                .body("entries[0].scope.purpose", equalTo("offers"))
                .body("entries[0].origin", equalTo("tenant"))
                .body("entries[0].holdUntil", equalTo("2025-02-28T21:59:59.999999Z"))
                .extract()
                .path("entries[0].id");
        as("suppression:read")
                .get("/v1/suppressions/" + complaint)
                .then()
                .body("note", equalTo("said \"no\", twice"))
                .body("importId", equalTo(id))
                .body("since", equalTo("2024-02-29T21:59:59.999999Z"));
        entries("email", "c@example.org").body("entries.reason", contains("manual"));
        entries("email", "sipho@example.org").body("entries", hasSize(0));
        as("suppression:read")
                .get("/v1/suppressions/imports/" + id + "/errors")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(equalTo("""
                        line,code,message,field
                        4,not-an-email,The text is not an e-mail address (RFC 5321).,email
                        6,not-by-request,a registry entry comes from the registry's answer file,reason
                        7,channel-mismatch,does not reach this kind of address,channel
                        8,unknown-value,must not lie in the future,date
                        9,not-a-phone-number,The text is not a telephone number that exists in its numbering plan.,phone
                        10,columns,"has 1 fields, the header 8",
                        """));
        publishes(ADDED, ADDED, ADDED);
    }

    @Test
    void aListThatIsImportedAgainAddsNothingAndChangesNothing() {
        // Given
        String dated = "email,date\nthandi@example.org,2026-10-01T00:00:00Z\n";
        importCsv(dated, "").body("added", is(1));
        importCsv("sipho@example.org\n", "").body("added", is(1));
        String before = export("hashed=false");

        // When
        clock.advance(Duration.ofDays(4));
        importCsv(dated, "").body("added", is(0)).body("alreadyThere", is(1));
        importCsv("email\nThandi@example.org\nsipho@example.org\nSIPHO@example.org\n", "")
                .body("added", is(0))
                .body("alreadyThere", is(3));
        importCsv("email,date\nthandi@example.org,2025-10-01T00:00:00Z\n", "").body("added", is(0));

        // Then
        assertThat(export("hashed=false")).isEqualTo(before);

        // When
        importCsv("email,date\nthandi@example.org,2026-11-01T00:00:00Z\n", "").body("added", is(1));
        importCsv("thandi@example.org\n", "?reason=manual").body("added", is(1));
        importCsv("thandi@example.org\n", "?channel=email").body("added", is(1));

        // Then
        entries("email", "thandi@example.org").body("entries", hasSize(4));
    }

    @Test
    void aDryRunTellsTheDiffAndChangesNothing() {
        // Given
        importCsv("email\nthandi@example.org\n", "");
        String file = "email\nthandi@example.org\nnobody\n"
                + IntStream.range(0, 2_500)
                        .mapToObj(number -> "person" + number % 2_400 + "@example.org\n")
                        .collect(Collectors.joining());

        // When
        String id = importCsv(file, "?dryRun=true")
                .body("dryRun", is(true))
                .body("rows", is(2_502))
                .body("added", is(2_400))
                .body("alreadyThere", is(101))
                .body("refused", is(1))
                .extract()
                .path("id");

        // Then
        entries("email", "person0@example.org").body("entries", hasSize(0));
        publishes(ADDED);
        undo(id).statusCode(409).body("code", equalTo("release-refused"));
        importCsv(file, "")
                .body("added", is(2_400))
                .body("alreadyThere", is(101))
                .body("refused", is(1));
    }

    @Test
    void undoingLiftsWhatTheImportAddedAndNothingElse() {
        // Given
        importCsv("zodwa@example.org\n", "").body("added", is(1));
        addManual("thandi@example.org");
        clock.advance(Duration.ofSeconds(1));
        String id = importCsv(
                        "email\nthandi@example.org\nsipho@example.org\nzodwa@example.org\nlerato@example.org\n", "")
                .body("added", is(3))
                .extract()
                .path("id");
        withdraw("sipho@example.org");
        importCsv("lerato@example.org\n", "").body("added", is(0)).body("alreadyThere", is(1));

        // When
        undo(id).statusCode(202);

        // Then
        importEnds(id, "undone").body("released", is(2)).body("kept", is(1));
        standing("thandi@example.org", "manual");
        standing("sipho@example.org", "opt_out");
        standing("zodwa@example.org", "opt_out");
        standing("lerato@example.org", "opt_out");
        entries("email", "sipho@example.org").body("entries.findAll { it.released }", hasSize(1));
        publishes(ADDED, ADDED, ADDED, ADDED, ADDED, ADDED, RELEASED, RELEASED);

        // When
        undo(id).statusCode(202).body("state", equalTo("undone")).body("released", is(2));

        // Then
        importCsv("thandi@example.org\n", "").body("added", is(1));
    }

    @Test
    void hashesOfOthersAreKeptAndMatchedBySearchAndScreening() throws Exception {
        String sha256 = hash("SHA-256", "thandi@example.org");
        String md5 = hash("MD5", "27821234567");

        importCsv(
                        "kind,sha256,md5\nemail," + sha256.toUpperCase(Locale.ROOT) + ",\nphone,," + md5
                                + "\nemail,abc,\nexternalId," + sha256 + ",\n",
                        "")
                .body("added", is(2))
                .body("foreignHashes", is(2))
                .body("refused", is(2));
        importCsv(sha256 + "\n", "?kind=email").body("added", is(0)).body("alreadyThere", is(1));
        publishes(ADDED, ADDED);
        assertThat(ledger.published(tenant)).allSatisfy(event -> assertThat(event.payload())
                .containsAnyOf("\"foreignHash\":\"sha256\"", "\"foreignHash\":\"md5\"")
                .doesNotContain(sha256, md5));

        entries("email", "Thandi@example.org").body("entries.reason", contains("opt_out"));
        entries("phone", "082 123 4567").body("entries.reason", contains("opt_out"));
        assertThat(screen(
                        "text/csv", "ref,email,phone\n1,THANDI@example.org,\n2,,+27821234567\n3,x@example.org,\n", ""))
                .isEqualTo("""
                        line,ref,outcome,reasons
                        2,1,suppressed,opt_out
                        3,2,suppressed,opt_out
                        4,3,clear,
                        """);
        assertThat(export("format=ndjson"))
                .contains("\"foreignHash\":\"sha256\"")
                .doesNotContain(sha256, md5);
    }

    @Test
    void screeningTellsOfEachLineAndStoresNothing() throws Exception {
        // Given
        importCsv("email\nthandi@example.org\n", "?channel=email&purpose=offers");
        addManual("sipho@example.org");
        String file = "{\"ref\":\"a\",\"email\":\"thandi@example.org\"}\n\nno json\n{\"email\":\"sipho@example.org\"}\n"
                + "{\"email\":\"x@example.org\"}\n{\"email\":\"bad\"}\n{}\n"
                + "{\"kind\":\"email\",\"md5\":\"" + hash("MD5", "sipho@example.org") + "\"}\n";

        // When
        String answers = screen("application/x-ndjson", file, "");

        // Then
        assertThat(answers).isEqualTo("""
                {"line":1,"ref":"a","outcome":"suppressed","reasons":["opt_out"]}
                {"line":3,"outcome":"invalid","reasons":["not-json"]}
                {"line":4,"outcome":"suppressed","reasons":["manual"]}
                {"line":5,"outcome":"clear","reasons":[]}
                {"line":6,"outcome":"invalid","reasons":["not-an-email"]}
                {"line":7,"outcome":"invalid","reasons":["required"]}
                {"line":8,"outcome":"invalid","reasons":["not-comparable"]}
                """);
        assertThat(screen("text/csv", "thandi@example.org\nsipho@example.org\n", "?channel=email&purpose=news"))
                .isEqualTo("line,ref,outcome,reasons\n1,,clear,\n2,,suppressed,manual\n");
        assertThat(export("hashed=true").lines()).hasSize(3);
    }

    @Test
    void aChunkIsAppliedOnceWhoeverWorksOnIt() {
        // Given
        String id = importCsv("email\nthandi@example.org\n", "").extract().path("id");
        Tenant known = tenants.get(tenant).await().atMost(Duration.ofSeconds(5));
        ImportJob done = job(UUID.fromString(id));
        // When
        runner.turn(known, at(done, 0));

        // Then
        assertThat(job(done.id())).isEqualTo(done);
        entries("email", "thandi@example.org").body("entries", hasSize(1));
    }

    @Test
    void severalWhoWorkOnAnImportAddNothingTwice() {
        // Given
        String file = "email\n"
                + IntStream.range(0, 9_000)
                        .mapToObj(number -> "person" + number + "@example.org\n")
                        .collect(Collectors.joining());
        String id = postCsv(file, "").statusCode(202).extract().path("id");
        Tenant known = tenants.get(tenant).await().atMost(Duration.ofSeconds(5));
        ImportJob job = job(UUID.fromString(id));

        // When
        List<CompletableFuture<Void>> others = IntStream.range(0, 3)
                .mapToObj(number -> CompletableFuture.runAsync(() -> runner.turn(known, job)))
                .toList();
        others.forEach(CompletableFuture::join);

        // Then
        importEnds(id, "done").body("read", is(9_000)).body("added", is(9_000)).body("alreadyThere", is(0));
        assertThat(export("hashed=true").lines()).hasSize(9_001).doesNotHaveDuplicates();
    }

    @Test
    void whoComesLateToAnImportDoesNotEndIt() {
        // Given
        Tenant known = tenants.get(tenant).await().atMost(Duration.ofSeconds(5));
        List<String> ids = new ArrayList<>();

        // When
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> leadership.lead(ImportWorker.LOCK, Duration.ofSeconds(5), session -> {
                    String id =
                            postCsv("email\nthandi@example.org\n", "").extract().path("id");
                    runner.turn(known, at(job(UUID.fromString(id)), 7));
                    assertThat(job(UUID.fromString(id)).state()).isEqualTo(ImportState.WAITING);
                    ids.add(id);
                }));

        // Then
        importEnds(ids.get(0), "done").body("added", is(1));
    }

    /** The import as one who looked at another moment has it. */
    private static ImportJob at(ImportJob job, int nextChunk) {
        return new ImportJob(
                job.id(),
                ImportState.WAITING,
                job.dryRun(),
                job.columns(),
                job.separator(),
                job.defaults(),
                job.createdAt(),
                null,
                null,
                job.updatedAt(),
                job.rows(),
                nextChunk,
                0,
                job.tally(),
                null,
                null);
    }

    @Test
    void aListWhoseSendingBrokeOffIsDropped() {
        // Given
        UUID id = UUID.randomUUID();
        NewImport begun = new NewImport(
                id,
                false,
                List.of("email"),
                CsvSeparator.COMMA,
                ListDefaults.parse(null, null, null, null),
                "backoffice",
                TIME);
        Tenant known = tenants.get(tenant).await().atMost(Duration.ofSeconds(5));
        Chunk chunk = Chunk.seal(known.keys(), id, 0, 1, List.of("thandi@example.org"));
        assertThat(new String(chunk.content(), StandardCharsets.ISO_8859_1)).doesNotContain("thandi");
        database.inTransaction(tenant, transaction -> store.create(transaction, tenant, begun)
                        .chain(() -> chunks.add(transaction, tenant, id, chunk, TIME)))
                .await()
                .atMost(Duration.ofSeconds(5));
        as("suppression:read").get("/v1/suppressions/imports/" + id).then().statusCode(404);

        // When
        clock.advance(Duration.ofMinutes(61));

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        database.inTransaction(tenant, transaction -> store.findForUpdate(transaction, tenant, id)
                                        .chain(found -> chunks.find(transaction, tenant, id, 0)
                                                .map(left -> found.isPresent() || left.isPresent())))
                                .await()
                                .atMost(Duration.ofSeconds(5)))
                .isFalse());
        entries("email", "thandi@example.org").body("entries", hasSize(0));
    }

    @Test
    void semicolonsAndTabsSeparateColumnsToo() {
        importCsv(
                        "\uFEFFemail;reason;note\nthandi@example.org;manual;\"a;b\"\nsipho@example.org;manual;a,b\nx@example.org,manual,c\n",
                        "")
                .body("added", is(2))
                .body("refused", is(1));
        importCsv("Kind\tPhone\tReason\n\t082 123 4567\tmanual\n", "").body("added", is(1));

        entries("email", "thandi@example.org").body("entries.reason", contains("manual"));
        entries("phone", "+27821234567").body("entries.reason", contains("manual"));
    }

    @Test
    void anImportCanBeUndoneForThirtyDaysAndThenItsTracesGo() {
        // Given
        String id =
                importCsv("email\nthandi@example.org\nnobody\n", "").extract().path("id");
        String trial = importCsv("email\nthandi@example.org\n", "?dryRun=true")
                .extract()
                .path("id");
        clock.advance(Duration.ofDays(30).minusMinutes(1));
        past.run().await().atMost(Duration.ofSeconds(10));
        assertThat(errorsOf(id)).contains("3,not-an-email,");

        // When
        clock.advance(Duration.ofMinutes(10));

        // Then
        undo(id).statusCode(409).body("code", equalTo("release-refused"));
        clock.advance(Duration.ofDays(1));
        past.run().await().atMost(Duration.ofSeconds(10));
        assertThat(errorsOf(id)).isEqualTo("line,code,message,field\n");
        as("suppression:read").get("/v1/suppressions/imports/" + trial).then().statusCode(404);
        entries("email", "thandi@example.org").body("entries", hasSize(1));
        clock.advance(Duration.ofDays(370));
        past.run().await().atMost(Duration.ofSeconds(10));
        as("suppression:read").get("/v1/suppressions/imports/" + id).then().statusCode(404);
    }

    private String errorsOf(String id) {
        return as("suppression:read")
                .get("/v1/suppressions/imports/" + id + "/errors")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void theSameKeyIsOneImport() {
        String key = UUID.randomUUID().toString();
        String id = send(key, "thandi@example.org\n").statusCode(202).extract().path("id");

        send(key, "thandi@example.org\n").statusCode(202).body("id", equalTo(id));

        send(key, "sipho@example.org\n").statusCode(422).body("code", equalTo("idempotency-key-reused"));
        importEnds(id, "done").body("added", is(1));
        entries("email", "sipho@example.org").body("entries", hasSize(0));
    }

    @Test
    void anExportIsReadBackAndGuardsAgainstFormulas() {
        // Given
        importCsv("email,externalId,phone\nthandi@example.org,=1+1,082 123 4567\n", "?reason=legal")
                .body("added", is(3));

        // When
        String plain = export("format=csv&hashed=false");
        String hashed = export("format=csv&hashed=true");

        // Then
        assertThat(plain.lines().findFirst())
                .contains(
                        "id,kind,address,addressKey,foreignHash,channel,purpose,reason,origin,registry,since,createdAt,holdUntil,minimised");
        assertThat(plain)
                .contains(",email,thandi@example.org,")
                .contains(",externalId,'=1+1,")
                .contains(",phone,'+27821234567,")
                .contains(",legal,tenant,,2026-11-20T08:00:00Z,2026-11-20T08:00:00Z,,false\n");
        assertThat(hashed)
                .doesNotContain("thandi")
                .contains(ledger.keyed(tenant, AddressKind.EMAIL, "thandi@example.org")
                        .key()
                        .value());
        importCsv(hashed, "").body("added", is(0)).body("alreadyThere", is(3)).body("refused", is(0));
        assertThat(export("format=ndjson").lines()).hasSize(3).allMatch(line -> line.startsWith("{\"id\":\""));
        as("suppression:read")
                .get("/v1/suppressions/export?hashed=false")
                .then()
                .statusCode(403);
        as("suppression:read").get("/v1/suppressions/export?hashed=no").then().statusCode(422);
        as("suppression:read").get("/v1/suppressions/export?format=xls").then().statusCode(422);
    }

    @Test
    void whatIsNoListIsRefusedAndNothingIsStored() {
        postCsv("name,surname\nThandi,M\n", "").statusCode(422).body("violations[0].path", equalTo("header"));
        postCsv("", "").statusCode(422);
        postCsv("email\n", "?dryRun=yes").statusCode(422).body("violations[0].path", equalTo("dryRun"));
        postCsv("email\n", "?reason=soft_bounce&channel=fax&kind=x")
                .statusCode(422)
                .body("violations.path", contains("reason", "channel", "kind"));
        as("suppression:write")
                .contentType("application/json")
                .body("{}")
                .post("/v1/suppressions/import")
                .then()
                .statusCode(415);
        as("suppression:read")
                .contentType("text/csv")
                .body("email\n")
                .post("/v1/suppressions/import")
                .then()
                .statusCode(403);
        importCsv("email\n", "").body("rows", is(0)).body("added", is(0));
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        String id = importCsv("thandi@example.org\n", "").extract().path("id");
        tenant = ledger.newTenant(12);

        as("suppression:read").get("/v1/suppressions/imports/" + id).then().statusCode(404);
        as("suppression:read")
                .get("/v1/suppressions/imports/" + id + "/errors")
                .then()
                .statusCode(404);
        undo(id).statusCode(404);
        assertThat(export("hashed=true").lines()).hasSize(1);
        entries("email", "thandi@example.org").body("entries", hasSize(0));
    }

    private ValidatableResponse importCsv(String file, String query) {
        String id = postCsv(file, query)
                .statusCode(202)
                .body("state", equalTo("waiting"))
                .extract()
                .path("id");
        return importEnds(id, "done");
    }

    private ValidatableResponse importEnds(String id, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> as("suppression:read")
                .get("/v1/suppressions/imports/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo(state)));
        return as("suppression:read")
                .get("/v1/suppressions/imports/" + id)
                .then()
                .body("secondsRemaining", nullValue());
    }

    private ValidatableResponse postCsv(String file, String query) {
        return as("suppression:write")
                .contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/suppressions/import" + query)
                .then();
    }

    private ValidatableResponse send(String key, String file) {
        return as("suppression:write")
                .contentType("text/csv")
                .header("Idempotency-Key", key)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/suppressions/import")
                .then();
    }

    private ValidatableResponse undo(String id) {
        return as("suppression:write")
                .post("/v1/suppressions/imports/" + id + "/undo")
                .then();
    }

    private String screen(String mediaType, String file, String query) {
        return as("suppression:read")
                .contentType(mediaType)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/suppressions/screen" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String export(String query) {
        return as("suppression:read audit:read")
                .get("/v1/suppressions/export?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private ImportJob job(UUID id) {
        return database.inTransaction(tenant, transaction -> store.find(transaction, tenant, id))
                .await()
                .atMost(Duration.ofSeconds(5))
                .orElseThrow();
    }

    private ValidatableResponse entries(String kind, String address) {
        return as("suppression:read")
                .contentType("application/json")
                .body("{\"identifier\":{\"" + kind + "\":\"" + address + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }

    private void standing(String email, String... reasons) {
        entries("email", email).body("entries.findAll { !it.released }.reason", containsInAnyOrder(reasons));
    }

    private void addManual(String email) {
        as("suppression:write")
                .contentType("application/json")
                .body("{\"identifier\":{\"email\":\"" + email + "\"},\"reason\":\"manual\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201);
    }

    /** The person's own act, told by the ledger. */
    private void withdraw(String email) {
        ledger.publish(
                UUID.randomUUID(),
                tenant,
                new ConsentWithdrawn(Ledger.change(
                        new PurposeKey("offers"),
                        Channel.EMAIL,
                        List.of(ledger.keyed(tenant, AddressKind.EMAIL, email)),
                        TIME,
                        Actor.SUBJECT,
                        CaptureMethod.UNSUBSCRIBE_LINK)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> entries("email", email)
                .body("entries", hasSize(2)));
    }

    private void publishes(String... types) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ledger.published(tenant))
                .extracting(Ledger.Published::type)
                .containsExactlyInAnyOrder(types));
    }

    private RequestSpecification as(String scope) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", scope));
    }

    private static String hash(String algorithm, String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
