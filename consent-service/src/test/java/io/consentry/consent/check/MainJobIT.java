package io.consentry.consent.check;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.Neighbours;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MainJobIT extends WithServers {

    @Inject
    TenantDirectory tenants;

    @Test
    void recordedConsentAllowsAndWithdrawalDenies() {
        acme.record("thandi@example.org", "grant").statusCode(201).body("events[0].status", is("ConsentGiven"));
        acme.check("Thandi@Example.org")
                .statusCode(200)
                .body("results[0].decision", is("allow"))
                .body("results[0].basis", is("consent"));

        acme.record("thandi@example.org", "withdraw").statusCode(201).body("events[0].status", is("ConsentWithdrawn"));

        acme.check("thandi@example.org")
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons[0].code", is("NO_CONSENT"))
                .body("results[0].reasons[0].evidence", notNullValue());
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        ConsentApi globex = ConsentApi.newTenant(issuer);
        String eventId = acme.record("thandi@example.org", "grant").extract().path("events[0].eventId");
        String subjectId = acme.record("thandi@example.org", "renew").extract().path("subjectId");

        globex.check("thandi@example.org").body("results[0].decision", is("deny"));
        globex.request().get("/v1/consents/" + eventId).then().statusCode(404).body("code", is("not-found"));
        globex.request().get("/v1/subjects/" + subjectId + "/history").then().statusCode(404);
        acme.request().get("/v1/consents/" + eventId).then().statusCode(200).body("status", is("ConsentGiven"));
    }

    @Test
    void linkWithdrawalIsAppliedOnceAndVisibleToACheckThatCarriesItsToken() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        String key = addressKey("thandi@example.org");
        UUID id = UUID.randomUUID();
        long transaction = System.nanoTime();
        String data = """
                {"address":{"kind":"email","key":"%s"},"purpose":"offers","channel":"email",
                 "occurredAt":"2026-06-01T10:00:00Z","method":"unsubscribe_link"}""".formatted(key);

        for (int delivery = 0; delivery < 3; delivery++) {
            neighbours.publish(
                    Topic.PREFERENCE_EVENTS,
                    acme.tenant(),
                    key,
                    "io.consentry.preference.withdrawal-received.v1",
                    transaction + ".1",
                    data,
                    id);
        }

        String token = new ConsistencyToken("preference", 0, new OutboxPosition(transaction, 1)).text();
        acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"thandi@example.org"},"channel":"email","purpose":"offers"}],
                     "consistency":{"atLeast":"%s"}}""".formatted(token))
                .post("/v1/check")
                .then()
                .statusCode(200)
                .body("results[0].decision", is("deny"));
        String subject = acme.request()
                .body("{\"identifier\":{\"email\":\"thandi@example.org\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .body("consents[0].status", is("ConsentWithdrawn"))
                .body("identifiers[0].masked", not(equalTo("thandi@example.org")))
                .extract()
                .path("subjectId");
        acme.request()
                .get("/v1/subjects/" + subject + "/history")
                .then()
                .body("events.findAll { it.status == 'ConsentWithdrawn' }", hasSize(1));
    }

    @Test
    void clickingAgainAfterANewConsentWithdrawsAgainAndARepeatAddsNothing() {
        String key = addressKey("thandi@example.org");
        acme.record("thandi@example.org", "grant").statusCode(201);
        click(key, false);
        await().untilAsserted(() -> acme.check("thandi@example.org").body("results[0].decision", is("deny")));
        acme.record("thandi@example.org", "grant").statusCode(201);
        acme.check("thandi@example.org").body("results[0].decision", is("allow"));

        click(key, true);
        click(key, true);

        await().untilAsserted(() -> acme.check("thandi@example.org").body("results[0].decision", is("deny")));
        click(key, true);
        String subject = acme.record("thandi@example.org", "refuse").extract().path("subjectId");
        acme.request()
                .get("/v1/subjects/" + subject + "/history")
                .then()
                .body("events.findAll { it.status == 'ConsentWithdrawn' }", hasSize(2));
    }

    @Test
    void theInboxSaysThatAnOptOutIsAppliedWhenChecksDenyAlsoOfARepeatThatChangesNothing() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        String key = addressKey("thandi@example.org");
        try (Neighbours.Words words = neighbours.listen(setting("consentry.kafka.bootstrap"))) {
            for (boolean repeat : new boolean[] {false, true}) {
                OutboxPosition place = new OutboxPosition(System.nanoTime(), 1);

                click(key, repeat, place);

                await().until(() -> words.sayApplied(place));
                acme.check("thandi@example.org").body("results[0].reasons.code", hasItem("NO_CONSENT"));
            }
        }
    }

    private UUID click(String key, boolean repeat) {
        return click(key, repeat, new OutboxPosition(System.nanoTime(), 1));
    }

    private UUID click(String key, boolean repeat, OutboxPosition place) {
        return neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.withdrawal-received.v1",
                place.toString(),
                """
                {"address":{"kind":"email","key":"%s"},"purpose":"offers","channel":"email",
                 "occurredAt":"%s","method":"unsubscribe_link","repeat":%s}""".formatted(key, Instant.now(), repeat),
                UUID.randomUUID());
    }

    private void undo(String key, UUID withdrawal) {
        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.withdrawal-undone.v1",
                System.nanoTime() + ".2",
                """
                {"address":{"kind":"email","key":"%s"},"withdrawal":"%s","occurredAt":"%s"}""".formatted(key, withdrawal, Instant.now()),
                UUID.randomUUID());
    }

    @Test
    void undoLeavesAnOptOutByAnotherLink() {
        String key = addressKey("thandi@example.org");
        String subject = acme.record("thandi@example.org", "grant").extract().path("subjectId");
        UUID first = click(key, false);
        click(key, false);
        undo(key, first);
        UUID marker = click(addressKey("marker@example.org"), false);
        awaitLedgerEventCausedBy(marker, "marker@example.org");

        acme.check("thandi@example.org").body("results[0].decision", is("deny"));
        acme.request()
                .get("/v1/subjects/" + subject + "/history")
                .then()
                .body("events.status", contains("ConsentGiven", "ConsentWithdrawn", "ConsentWithdrawn"));
    }

    private void awaitLedgerEventCausedBy(UUID cause, String email) {
        await().untilAsserted(() -> {
            String subject = acme.request()
                    .body("{\"identifier\":{\"email\":\"" + email + "\"}}")
                    .post("/v1/subjects/lookup")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("subjectId");
            acme.request()
                    .get("/v1/subjects/" + subject + "/history")
                    .then()
                    .body("events.change.cause", hasItem(cause.toString()));
        });
    }

    @Test
    void anImportAtOneAddressIsRefusedWhereAnOptOutStandsThatAConsentElsewhereFollowed() {
        acme.request().body("""
                    {"subject":{"externalId":"crm-9","email":"first@example.org"},"decisions":[{"action":"withdraw"}]}""").post("/v1/consents").then().statusCode(201);
        String grant = """
                {"subject":{"externalId":"crm-9","email":"%s"},"decisions":[{"purpose":"offers","channel":"email","action":"grant"}],
                 "evidence":{"method":"%s","affirmativeAction":"ticked_box","actor":"%s","occurredAt":"%s"}}""";
        acme.request()
                .body(grant.formatted("second@example.org", "subscription_form", "subject", Instant.now()))
                .post("/v1/consents")
                .then()
                .statusCode(201);

        acme.request()
                .body(grant.formatted("first@example.org", "import", "agent", Instant.now()))
                .post("/v1/consents")
                .then()
                .statusCode(409)
                .body("code", is("opt-out-stands"));
        acme.check("first@example.org").body("results[0].decision", is("deny"));
        acme.check("second@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void aSuppressionOfTheTenantsNumberHoldsAtEveryAddressOfThePerson() {
        String grant = """
                {"subject":{"externalId":"crm-5",%s},"decisions":[{"purpose":"offers","channel":"%s","action":"grant"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""";
        acme.request()
                .body(grant.formatted("\"email\":\"five@example.org\"", "email"))
                .post("/v1/consents")
                .then()
                .statusCode(201);
        acme.check("five@example.org").body("results[0].decision", is("allow"));
        String name = addressKey(AddressKind.EXTERNAL_ID, "crm-5");

        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                name,
                "io.consentry.suppression.added.v1",
                System.nanoTime() + ".1",
                """
                {"suppressionId":"%s","address":{"kind":"externalId","key":"%s"},"reason":"legal","origin":"tenant",
                 "since":"2026-06-01T10:00:00Z"}""".formatted(UUID.randomUUID(), name),
                UUID.randomUUID());

        await().untilAsserted(() ->
                acme.check("five@example.org").body("results[0].reasons.code", hasItem("SUPPRESSED_OPT_OUT")));
        acme.request()
                .body(grant.formatted("\"phone\":\"+27821234567\"", "sms"))
                .post("/v1/consents")
                .then()
                .statusCode(201);
        acme.request()
                .body("""
                    {"checks":[{"recipient":{"phone":"+27821234567"},"channel":"sms","purpose":"offers","sendAt":"%s"}]}""".formatted(ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then()
                .body("results[0].reasons.code", contains("SUPPRESSED_OPT_OUT"));
    }

    @Test
    void aPersonsConsentLiftsAnOptOutByLinkFromBeforeThePersonWasKnownByTheAddress() {
        UUID withdrawal = click(addressKey("later@example.org"), false);
        awaitLedgerEventCausedBy(withdrawal, "later@example.org");
        String decision = """
                {"subject":{"externalId":"crm-6"%s},"decisions":[{"purpose":"offers","channel":"%s","action":"grant"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""";
        acme.request()
                .body(decision.formatted(",\"phone\":\"+27821234567\"", "sms"))
                .post("/v1/consents")
                .then()
                .statusCode(201);

        acme.request()
                .body(decision.formatted(",\"email\":\"later@example.org\"", "email"))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .body("events", hasSize(1));

        acme.check("later@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void whoWritesFromASharedAddressWithoutANumberIsOnePersonThere() {
        for (String number : new String[] {"crm-1", "crm-2"}) {
            acme.request()
                    .body("""
                        {"subject":{"externalId":"%s","email":"shared@example.org"},
                         "decisions":[{"purpose":"offers","channel":"email","action":"refuse"}]}""".formatted(number))
                    .post("/v1/consents")
                    .then()
                    .statusCode(201);
        }
        String subject = acme.record("shared@example.org", "refuse").extract().path("subjectId");

        acme.record("shared@example.org", "withdraw").statusCode(201).body("subjectId", is(subject));
    }

    @Test
    void anEventOfATypeThatIsNotKnownYetIsLeftAlone() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        String key = addressKey("thandi@example.org");

        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.suppression.unheard-of.v9",
                System.nanoTime() + ".1",
                "{}",
                UUID.randomUUID());
        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.suppression.added.v1",
                System.nanoTime() + ".2",
                """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"reason":"complaint","origin":"recipient",
                 "since":"2026-06-01T10:00:00Z"}""".formatted(UUID.randomUUID(), key),
                UUID.randomUUID());

        await().untilAsserted(() ->
                acme.check("thandi@example.org").body("results[0].reasons.code", contains("SUPPRESSED_COMPLAINT")));
    }

    @Test
    void anImportWithANewAddressDoesNotGetPastAnOptOut() {
        String person = """
                {"subject":{"externalId":"crm-1","%s":"%s"},"decisions":[%s],
                 "evidence":{"method":"%s","affirmativeAction":"ticked_box","actor":"%s","occurredAt":"%s"}}""";
        acme.request()
                .body(person.formatted(
                        "email", "a@example.org", "{\"action\":\"withdraw\"}", "api", "subject", Instant.now()))
                .post("/v1/consents")
                .then()
                .statusCode(201);

        acme.request()
                .body(person.formatted(
                        "phone",
                        "+27821234567",
                        "{\"purpose\":\"offers\",\"channel\":\"sms\",\"action\":\"grant\"}",
                        "import",
                        "agent",
                        Instant.now()))
                .post("/v1/consents")
                .then()
                .statusCode(409)
                .body("code", is("opt-out-stands"));
    }

    @Test
    void undoRestoresTheConsentThatTheLinkHadEnded() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        String key = addressKey("thandi@example.org");
        UUID withdrawal = neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.withdrawal-received.v1",
                System.nanoTime() + ".1",
                """
                {"address":{"kind":"email","key":"%s"},"occurredAt":"%s","method":"unsubscribe_link"}""".formatted(key, Instant.now()),
                UUID.randomUUID());
        await().untilAsserted(() -> acme.check("thandi@example.org").body("results[0].decision", is("deny")));

        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.withdrawal-undone.v1",
                System.nanoTime() + ".2",
                """
                {"address":{"kind":"email","key":"%s"},"withdrawal":"%s","occurredAt":"%s"}""".formatted(key, withdrawal, Instant.now()),
                UUID.randomUUID());

        await().untilAsserted(() -> acme.check("thandi@example.org").body("results[0].decision", is("allow")));
    }

    @Test
    void optOutOfAnUnknownAddressIsKept() {
        String key = addressKey("stranger@example.org");
        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.preference.withdrawal-received.v1",
                System.nanoTime() + ".1",
                """
                {"address":{"kind":"email","key":"%s"},"occurredAt":"2026-06-01T10:00:00Z","method":"unsubscribe_link"}""".formatted(key),
                UUID.randomUUID());
        await().untilAsserted(() -> acme.request()
                .body("{\"identifier\":{\"email\":\"stranger@example.org\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .body("consents[0].status", is("ConsentWithdrawn")));

        acme.request()
                .body(ConsentApi.decision("stranger@example.org", "grant").replace("\"subject\"}", "\"agent\"}"))
                .post("/v1/consents")
                .then()
                .statusCode(409)
                .body("code", is("opt-out-stands"));
    }

    @Test
    void aSuppressionDeniesEvenWithConsent() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        String key = addressKey("thandi@example.org");
        UUID entry = UUID.randomUUID();

        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.suppression.added.v1",
                System.nanoTime() + ".1",
                """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"reason":"manual","origin":"tenant",
                 "since":"2026-06-01T10:00:00Z"}""".formatted(entry, key),
                UUID.randomUUID());

        await().untilAsserted(() -> acme.check("thandi@example.org")
                .body("results[0].reasons.code", contains("SUPPRESSED_OPT_OUT"))
                .body("results[0].reasons[0].evidence", is(entry.toString())));
    }

    @Test
    void anEventThatCannotBeAppliedIsParkedAndItsContactFailsClosed() {
        acme.record("thandi@example.org", "grant").statusCode(201);
        acme.record("sipho@example.org", "grant").statusCode(201);
        String key = addressKey("thandi@example.org");

        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                key,
                "io.consentry.suppression.added.v1",
                System.nanoTime() + ".1",
                "{\"suppressionId\":\"not a uuid\"}",
                UUID.randomUUID());

        await().untilAsserted(() ->
                acme.check("thandi@example.org").body("results[0].reasons.code", hasItem("DEPENDENCY_UNAVAILABLE")));
        acme.check("sipho@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void aTokenThatIsNeverReachedIsRefusedAfterABoundedWait() {
        String token = new ConsistencyToken("suppression", 3, new OutboxPosition(Long.MAX_VALUE, 1)).text();

        acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"a@example.org"},"channel":"email","purpose":"offers"}],
                     "consistency":{"atLeast":"%s"}}""".formatted(token))
                .post("/v1/check")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", is("not-fresh-enough"));
    }

    @Test
    void aThousandChecksAreAnsweredInOrder() {
        acme.record("n500@example.org", "grant").statusCode(201);
        StringBuilder checks = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            checks.append(i == 0 ? "" : ",")
                    .append("{\"recipient\":{\"email\":\"n")
                    .append(i)
                    .append("@example.org\"},\"channel\":\"email\",\"purpose\":\"offers\",\"sendAt\":\"")
                    .append(ConsentApi.IN_CONTACT_HOURS)
                    .append("\"}");
        }

        acme.request()
                .body("{\"checks\":[" + checks + "]}")
                .post("/v1/check")
                .then()
                .statusCode(200)
                .body("results", hasSize(1_000))
                .body("results[500].decision", is("allow"))
                .body("results.findAll { it.decision == 'deny' }", hasSize(999))
                .body("ageMs", greaterThanOrEqualTo(0));
    }

    @Test
    void aMalformedRecipientIsItsOwnDenyAndTheTenantsNumberFindsTheAddress() {
        acme.request().body("""
                    {"subject":{"email":"thandi@example.org","externalId":"crm-77"},
                     "decisions":[{"purpose":"offers","channel":"email","action":"grant"}],
                     "evidence":{"method":"api","affirmativeAction":"button","actor":"subject","occurredAt":"2026-11-20T08:00:00Z"}}""").post("/v1/consents").then().statusCode(201);

        acme.request()
                .body("""
                    {"checks":[{"recipient":{"email":"not an address"},"channel":"email","purpose":"offers"},
                               {"recipient":{"externalId":"crm-77"},"channel":"email","purpose":"offers","sendAt":"%s"},
                               {"recipient":{"email":"thandi@example.org"},"channel":"email","purpose":"unheard-of"}],
                     "consistency":"strong"}""".formatted(ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then()
                .statusCode(200)
                .body("results[0].reasons.code", hasItem("ADDRESS_INVALID"))
                .body("results[1].decision", is("allow"))
                .body("results[2].reasons.code", hasItem("UNKNOWN_PURPOSE"))
                .body("results.decisionId", everyItem(notNullValue()));
    }

    private String addressKey(String email) {
        return addressKey(AddressKind.EMAIL, email);
    }

    private String addressKey(AddressKind kind, String text) {
        return AddressKeys.key(
                        tenants.get(new TenantId(acme.tenant()))
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(kind, text, "ZA"))
                .value();
    }
}
