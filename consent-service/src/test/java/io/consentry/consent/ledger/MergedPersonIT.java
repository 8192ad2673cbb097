package io.consentry.consent.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.consentry.consent.testing.AdjustableClock;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is recorded of a person of several ids holds for all of them (capability C8): by link, list, activity, request and clock. */
@QuarkusTest
class MergedPersonIT extends WithServers {

    private static final String ONE = "one@example.org";
    private static final String OTHER = "other@example.org";

    /** A Saturday, at ten in Johannesburg, as is the end a month later. */
    private static final Instant GIVEN = Instant.parse("2026-01-31T08:00:00Z");

    private static final Instant END = Instant.parse("2026-02-28T08:00:00Z");

    @Inject
    AdjustableClock clock;

    @Inject
    TenantDirectory tenants;

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, OTHER})
    void whoWasMergedCountsAsAskedWhenEitherWas(String asked) {
        acme.record(asked, "request").statusCode(201);
        String free = asked.equals(ONE) ? OTHER : ONE;
        String stranger = subject("\"email\":\"" + free + "\"", "sms");
        merge(stranger, lookUp(asked));

        acme.record(free, "request").statusCode(409).body("code", is("already-asked"));
    }

    @Test
    void whoSaidNoBeforeTheMergeIsNotApproachedUnderTheOtherId() {
        acme.record(OTHER, "refuse").statusCode(201);
        String one = subject("\"email\":\"" + ONE + "\"", "sms");
        String merge = merge(one, lookUp(OTHER));

        acme.record(ONE, "request").statusCode(409).body("code", is("opt-out-stands"));
        unmerge(merge);
        acme.record(ONE, "request").statusCode(201);
    }

    @Test
    void anActivityPutsOffTheEndOfWhatEitherConsentedToUntilTheMergeIsUndone() {
        endAfterAMonthWithoutActivity();
        String merge = mergeTwoWhoConsented();
        stopAt(Instant.parse("2026-02-14T08:00:00Z"));
        acme.request()
                .body("{\"kind\":\"click\",\"subject\":{\"email\":\"" + OTHER + "\"}}")
                .post("/v1/activities")
                .then()
                .statusCode(201)
                .body("counted", is(true));

        stopAt(END);
        sweep();
        for (String email : List.of(ONE, OTHER)) {
            check(email)
                    .body("results[0].decision", is("allow"))
                    .body("results[0].validUntil", is("2026-03-14T08:00:00Z"));
        }
        assertThat(expired()).isZero();

        unmerge(merge);
        for (String email : List.of(ONE, OTHER)) {
            check(email).body("results[0].reasons.code[0]", is("CONSENT_EXPIRED"));
        }
    }

    @Test
    void theConsentsOfEachIdEndInTheLedger() {
        endAfterAMonthWithoutActivity();
        mergeTwoWhoConsented();

        stopAt(END);
        sweep();

        assertThat(expired()).isEqualTo(2);
        for (String email : List.of(ONE, OTHER)) {
            check(email).body("results[0].reasons.code[0]", is("CONSENT_EXPIRED"));
        }
        sweep();
        assertThat(expired()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"actor\":\"subject\""})
    void anOptOutByLinkReachesAllAddressesAndTakenBackNone(String actor) {
        String one = subject(ONE);
        merge(one, subject(OTHER));
        UUID click = click(OTHER);
        awaitDecision(ONE, "deny");
        awaitDecision(OTHER, "deny");

        takeBack(OTHER, click, actor);

        awaitDecision(ONE, "allow");
        awaitDecision(OTHER, "allow");
    }

    /** Before the opt-out nothing was allowed either: the other's no stood. */
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"actor\":\"subject\""})
    void takingAnOptOutBackLiftsNoOtherNoOfThePerson(String actor) {
        String one = subject(ONE);
        acme.record(OTHER, "withdraw").statusCode(201);
        merge(one, lookUp(OTHER));
        UUID click = click(ONE);
        takeBack(ONE, click, actor);
        String marker = "marker@example.org";
        click(marker);
        await().untilAsserted(() -> acme.request()
                .body("{\"identifier\":{\"email\":\"" + marker + "\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200));

        awaitDecision(ONE, "deny");
        awaitDecision(OTHER, "deny");
    }

    @Test
    void anOptOutByListReachesAllAddressesAndIsUndoneAtAll() {
        String one = subject(ONE);
        merge(one, subject(OTHER));
        String list = "email,action,occurredAt\n" + OTHER + ",withdraw," + Instant.now() + "\n";

        String id = acme.request()
                .contentType("text/csv")
                .header("Import-Terms", """
                        {"sourceKind":"crm","source":"CRM","basis":"consent",\
                        "attestation":{"by":"Jane Doe","statement":"They ticked the box on our form",\
                        "noticeGivenBy":"Acme","noticeGivenAt":"2026-01-01T00:00:00Z"},\
                        "defaults":{"purpose":"offers","channel":"email","affirmativeAction":"ticked_box","wording":"Yes"}}""")
                .body(list.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        awaitImport(id, "done");
        awaitDecision(ONE, "deny");
        awaitDecision(OTHER, "deny");

        acme.request().post("/v1/imports/" + id + "/undo").then().statusCode(202);
        awaitImport(id, "undone");
        awaitDecision(ONE, "allow");
        awaitDecision(OTHER, "allow");
    }

    private void awaitImport(String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> acme.request().get("/v1/imports/" + id).then().body("state", is(state)));
    }

    private void endAfterAMonthWithoutActivity() {
        acme.request()
                .body(ConsentApi.OFFERS.replaceFirst("\\{", "{\"inactivity\":\"P1M\","))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200);
        stopAt(GIVEN);
    }

    private String mergeTwoWhoConsented() {
        String one = subject(ONE);
        String other = subject(OTHER);
        stopAt(GIVEN.plusSeconds(3_600));
        return merge(one, other);
    }

    /** Stops the clock, and waits until what the neighbours told is known as of then. */
    private void stopAt(Instant instant) {
        clock.stopAt(instant);
        await().untilAsserted(() -> check("nobody@example.org").body("ageMs", lessThan(1_000)));
    }

    private ValidatableResponse check(String email) {
        return acme.request()
                .body("{\"checks\":[{\"recipient\":{\"email\":\"%s\"},\"channel\":\"email\",\"purpose\":\"offers\"}]}"
                        .formatted(email))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private void awaitDecision(String email, String decision) {
        await().untilAsserted(() -> acme.check(email).body("results[0].decision", is(decision)));
    }

    /** Somebody who consented to offers by e-mail. */
    private String subject(String email) {
        return acme.record(email, "grant").statusCode(201).extract().path("subjectId");
    }

    /** Somebody who is known by an identifier, and consented to offers on another channel than e-mail. */
    private String subject(String identifier, String channel) {
        return acme.request()
                .body("""
                    {"subject":{%s,"phone":"+27821234567"},"decisions":[{"purpose":"offers","channel":"%s","action":"grant"}],
                     "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""".formatted(identifier, channel))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("subjectId");
    }

    private String lookUp(String email) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .extract()
                .path("subjectId");
    }

    private String merge(String survivor, String merged) {
        return acme.request()
                .body("{\"survivorId\":\"%s\",\"mergedId\":\"%s\"}".formatted(survivor, merged))
                .post("/v1/subjects/merge")
                .then()
                .statusCode(201)
                .extract()
                .path("eventId");
    }

    private void unmerge(String event) {
        acme.request()
                .body("{\"mergeEventId\":\"" + event + "\"}")
                .post("/v1/subjects/unmerge")
                .then()
                .statusCode(201);
    }

    private UUID click(String email) {
        return publish(
                email, "received", "\"purpose\":\"offers\",\"channel\":\"email\",\"method\":\"unsubscribe_link\"");
    }

    private void takeBack(String email, UUID click, String actor) {
        publish(email, "undone", "\"withdrawal\":\"" + click + "\"" + actor);
    }

    private UUID publish(String email, String what, String data) {
        String key = AddressKeys.key(
                        tenants.get(new TenantId(acme.tenant()))
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, email, "ZA"))
                .value();
        return neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.withdrawal-" + what + ".v1",
                System.nanoTime() + ".1",
                "{\"address\":{\"kind\":\"email\",\"key\":\"%s\"},\"occurredAt\":\"%s\",%s}"
                        .formatted(key, Instant.now(), data),
                UUID.randomUUID());
    }

    private void sweep() {
        given().auth()
                .oauth2(issuer.token(null, "operator", "platform:operate"))
                .post("/v1/maintenance/expiry/run")
                .then()
                .statusCode(200);
    }

    /** The ends of consents that are in the ledger. */
    private long expired() {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            return database.count("ledger_event where type = 'io.consentry.consent.expired.v1'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
