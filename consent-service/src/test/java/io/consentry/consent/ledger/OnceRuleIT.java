package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is asked for consent twice, or after a no (capability C6, rules A-06 and B-11). */
@QuarkusTest
class OnceRuleIT extends WithServers {

    private static final String BOTH =
            "\"email\":\"a@example.org\",\"phone\":\"+27821234567\",\"externalId\":\"crm-1\"";

    @Inject
    TenantDirectory tenants;

    @ParameterizedTest
    @ValueSource(strings = {"grant", "refuse", "withdraw", "nothing"})
    void theSecondRequestIsRefusedWhateverTheAnswerWas(String answer) {
        ask(BOTH, "email").statusCode(201);
        if (!answer.equals("nothing")) {
            acme.record("a@example.org", answer).statusCode(201);
        }

        ask(BOTH, "email").statusCode(409).body("code", is("already-asked"));
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "email, externalId, crm-1, sms",
        "email, externalId, crm-2, sms",
        "sms, externalId, crm-2, email",
        "sms, email, a@example.org, email"
    })
    void norIsThePersonAskedOnAnotherChannelOrUnderAnotherNumber(
            String channel, String kind, String name, String otherChannel) {
        ask(BOTH, channel).statusCode(201);

        String other = "\"%s\":\"%s\"".formatted(kind, name)
                + (kind.equals("externalId") ? ",\"email\":\"a@example.org\",\"phone\":\"+27821234567\"" : "");
        ask(other, otherChannel).statusCode(409).body("code", is("already-asked"));
    }

    @Test
    void anAddressThatBecameKnownAfterTheRequestIsTheSamePersons() {
        ask("\"email\":\"a@example.org\",\"externalId\":\"crm-1\"", "email").statusCode(201);
        String grant = decision("\"phone\":\"+27821234567\",\"externalId\":\"crm-1\"", "sms", "grant");
        acme.request().body(grant).post("/v1/consents").then().statusCode(201);

        ask("\"phone\":\"+27821234567\",\"externalId\":\"crm-2\"", "sms")
                .statusCode(409)
                .body("code", is("already-asked"));
    }

    @Test
    void whoSharesNothingWithThePersonIsAskedThoughAThirdSharesWithBoth() {
        String shared = decision(
                "\"email\":\"a@example.org\",\"phone\":\"+27821234567\",\"externalId\":\"crm-3\"", "sms", "grant");
        acme.request().body(shared).post("/v1/consents").then().statusCode(201);
        ask("\"email\":\"a@example.org\",\"externalId\":\"crm-1\"", "email").statusCode(201);

        ask("\"phone\":\"+27821234567\",\"externalId\":\"crm-3\"", "sms").statusCode(409);
        ask("\"phone\":\"+27821234567\",\"externalId\":\"crm-2\"", "sms").statusCode(201);
    }

    @Test
    void ofManyRequestsAtOnceOneIsAccepted() throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String person =
                    "\"email\":\"a@example.org\",\"phone\":\"+27821234567\",\"externalId\":\"crm-" + i % 3 + "\"";
            String channel = i % 2 == 0 ? "email" : "sms";
            requests.add(() -> ask(person, channel).extract().statusCode());
        }

        List<Integer> statuses = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(12);
        try {
            for (Future<Integer> answer : clients.invokeAll(requests)) {
                statuses.add(answer.get());
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(requests()).isEqualTo(1);
    }

    /** What the service's locks prevent, the key prevents, too: also for a hand that goes past the service. */
    @Test
    void theDatabaseTakesNoSecondRequest() throws Exception {
        ask(BOTH, "email").statusCode(201);

        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            assertThat(database.run("insert into consent_request (tenant_id, name, event_id)"
                            + " select tenant_id, name, gen_random_uuid() from consent_request on conflict do nothing"))
                    .isZero();
        }
    }

    @Test
    void whoCameUnpromptedMayStillBeAskedOnce() {
        acme.record("a@example.org", "grant").statusCode(201);

        String request = decision("\"email\":\"a@example.org\",\"phone\":\"+27821234567\"", "sms", "request");
        acme.request().body(request).post("/v1/consents").then().statusCode(201);
        ask("\"email\":\"a@example.org\"", "email").statusCode(409).body("code", is("already-asked"));
    }

    @Test
    void anotherTenantAsksForItself() {
        ask(BOTH, "email").statusCode(201);

        ConsentApi globex = ConsentApi.newTenant(issuer);
        globex.request()
                .body(decision(BOTH, "email", "request"))
                .post("/v1/consents")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "withdraw", "object"})
    void nobodyIsWonBack(String no) {
        String refusal = decision(BOTH, "email", no);
        acme.request().body(refusal).post("/v1/consents").then().statusCode(201);

        ask(BOTH, "sms")
                .statusCode(409)
                .body("code", is("opt-out-stands"))
                .body("violations.path", contains("decisions[0]"));
        ask("\"email\":\"a@example.org\",\"phone\":\"+27821234568\",\"externalId\":\"crm-2\"", "sms")
                .statusCode(409)
                .body("code", is("opt-out-stands"));
        assertThat(requests()).isZero();
    }

    @Test
    void nobodyIsAskedWhoIsSuppressedAlsoWhenTheHoldHasEnded() {
        UUID entry = suppress("opt_out", "recipient");
        ask(BOTH, "sms").statusCode(409).body("code", is("suppressed"));

        String key = addressKey();
        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.suppression.minimised.v1",
                System.nanoTime() + ".1",
                """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"minimisedAt":"2027-06-01T10:00:00Z"}\
                """.formatted(entry, key),
                UUID.randomUUID());
        Awaitility.await().untilAsserted(() -> acme.check("a@example.org")
                .body("results[0].reasons.code", contains("NO_CONSENT")));

        ask(BOTH, "sms").statusCode(409).body("code", is("suppressed"));
        assertThat(requests()).isZero();
    }

    @Test
    void aBouncedAddressIsNotAskedAndAnotherOfThePersonIs() {
        suppress("hard_bounce", "system");

        ask(BOTH, "email").statusCode(409).body("code", is("suppressed"));
        ask(BOTH, "sms").statusCode(201);
    }

    @Test
    void aCheckOfTheRequestAllowsThatOneMessageUntilThereIsAnAnswer() {
        String event = ask(BOTH, "email").statusCode(201).extract().path("events[0].eventId");

        acme.check("a@example.org").body("results[0].reasons.code", contains("NO_CONSENT"));
        String decision = check("email", event)
                .body("results[0].decision", is("allow"))
                .body("results[0].basis", is("consent_request"))
                .body("results[0].consentEventId", is(event))
                .body("results[0].validUntil", notNullValue())
                .extract()
                .path("results[0].decisionId");
        check("email", UUID.randomUUID().toString()).body("results[0].reasons.code", contains("NO_CONSENT"));
        check("sms", event).body("results[0].reasons.code", contains("NO_CONSENT"));

        acme.record("a@example.org", "refuse").statusCode(201);
        check("email", event)
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons.code", hasItem("NO_CONSENT"));
        acme.request()
                .get("/v1/decisions/" + decision)
                .then()
                .statusCode(200)
                .body("agrees", is(true))
                .body("asked.consentRequest", is(event));
    }

    @Test
    void aStreamKnowsTheRequestToo() {
        String event = ask(BOTH, "email").statusCode(201).extract().path("events[0].eventId");
        String line = "a@example.org,email,offers," + ConsentApi.IN_CONTACT_HOURS + ",";

        String answers = acme.request()
                .contentType("text/csv")
                .body(("email,channel,purpose,sendAt,consentRequest\n" + line + event + "\n" + line + "\n")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/check/stream")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answers.lines().skip(1)).containsExactly(",allow,,", ",deny,NO_CONSENT,");
    }

    @Test
    void aRequestIsMarketingWhateverTheSenderCallsIt() {
        String event = ask(BOTH, "email").statusCode(201).extract().path("events[0].eventId");
        suppress("complaint", "recipient");

        acme.request()
                .body(question("email", event).replace("\"channel\"", "\"messageClass\":\"service\",\"channel\""))
                .post("/v1/check")
                .then()
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons.code", contains("SUPPRESSED_COMPLAINT", "NO_CONSENT"));
        acme.request()
                .body(question("email", "yes"))
                .post("/v1/check")
                .then()
                .statusCode(422)
                .body("violations.path", contains("checks[0].consentRequest"));
    }

    @Test
    void aRequestGoesOutOnOneChannelToAnAddressThatThereIs() {
        acme.request()
                .body(decision(BOTH, "email", "request")
                        .replace("[{", "[{\"purpose\":\"offers\",\"channel\":\"sms\",\"action\":\"request\"},{"))
                .post("/v1/consents")
                .then()
                .statusCode(422)
                .body("violations.code", contains("several-approaches"));
        ask("\"email\":\"a@example.org\"", "sms").statusCode(422).body("violations.code", contains("no-address"));
        assertThat(requests()).isZero();
    }

    private ValidatableResponse ask(String person, String channel) {
        return acme.request()
                .body(decision(person, channel, "request"))
                .post("/v1/consents")
                .then();
    }

    private static String decision(String person, String channel, String action) {
        return """
            {"subject":{%s},"decisions":[{"purpose":"offers","channel":"%s","action":"%s"}],
             "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}\
            """.formatted(person, channel, action);
    }

    private ValidatableResponse check(String channel, String request) {
        return acme.request()
                .body(question(channel, request))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private static String question(String channel, String request) {
        String recipient = channel.equals("email") ? "\"email\":\"a@example.org\"" : "\"phone\":\"+27821234567\"";
        return """
            {"checks":[{"recipient":{%s},"channel":"%s","purpose":"offers","sendAt":"%s","consentRequest":"%s"}]}\
            """.formatted(recipient, channel, ConsentApi.IN_CONTACT_HOURS, request);
    }

    /** Puts the person's e-mail address on the list, and waits until that is known here. */
    private UUID suppress(String reason, String origin) {
        UUID entry = UUID.randomUUID();
        String key = addressKey();
        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.suppression.added.v1",
                System.nanoTime() + ".1",
                """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"reason":"%s","origin":"%s",
                 "since":"2026-06-01T10:00:00Z"}\
                """.formatted(entry, key, reason, origin),
                UUID.randomUUID());
        Awaitility.await().untilAsserted(() -> acme.check("a@example.org")
                .body("results[0].reasons.evidence", hasItem(entry.toString())));
        return entry;
    }

    private String addressKey() {
        return AddressKeys.key(
                        tenants.get(new TenantId(acme.tenant()))
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, "a@example.org", "ZA"))
                .value();
    }

    /** Requests for consent in the ledger of the tenant. */
    private long requests() {
        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant())) {
            return database.count("ledger_event where type = 'io.consentry.consent.requested.v1'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
