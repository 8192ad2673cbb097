package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.PreferenceEvent.OptInConfirmed;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OptInIT extends WithServers {

    private static final String THANDI = "thandi@example.org";
    private static final OptInGrant OFFERS = new OptInGrant(new PurposeKey("offers"), Channel.EMAIL);

    @Inject
    TenantDirectory tenants;

    @Test
    void aConfirmationOfAnUnknownAddressIsAConsentWithBothInstants() {
        Instant requestedAt = Instant.now().minusSeconds(3_600);
        UUID optIn = confirm(requestedAt, Instant.now(), OFFERS);

        awaitDecision("allow");
        JsonPath subject = lookup();
        assertThat(subject.getString("consents[0].status")).isEqualTo("ConsentGiven");
        JsonPath evidence = acme.requestWith("audit:read")
                .get("/v1/consents/" + subject.getString("consents[0].eventId") + "/evidence")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(evidence.getString("method")).isEqualTo("double_opt_in");
        assertThat(evidence.getString("actor")).isEqualTo("subject");
        assertThat(evidence.getString("wording")).isEqualTo("Yes, send me offers by e-mail");
        assertThat(evidence.getString("source")).isEqualTo("https://shop.example/signup");
        assertThat(evidence.getString("notice.version")).isEqualTo("2026-01");
        assertThat(evidence.getString("reference")).isEqualTo(optIn.toString());
        assertThat(Instant.parse(evidence.getString("requestedAt"))).isEqualTo(requestedAt);
        assertThat(Instant.parse(evidence.getString("occurredAt"))).isAfter(requestedAt);
    }

    @Test
    void itLiftsAnEarlierOptOutButNoLaterOne() {
        Instant before = Instant.now();
        acme.record(THANDI, "withdraw").statusCode(201);

        confirm(before.minusSeconds(60), before, OFFERS);
        confirmAt("marker@example.org");
        acme.check(THANDI).body("results[0].decision", is("deny"));

        confirm(before, Instant.now(), OFFERS);
        awaitDecision("allow");
        assertThat(statuses()).containsExactly("ConsentWithdrawn", "ConsentGiven");
    }

    @Test
    void whatTheCatalogueOrTheAddressDoesNotAllowIsNotGranted() {
        confirm(
                Instant.now(),
                Instant.now(),
                new OptInGrant(new PurposeKey("unheard-of"), Channel.EMAIL),
                new OptInGrant(new PurposeKey("offers"), Channel.SMS),
                OFFERS);

        awaitDecision("allow");
        assertThat(statuses()).containsExactly("ConsentGiven");
    }

    @Test
    void itCountsForEverybodyAtTheAddressAndAtNoOtherAddress() {
        optOut(THANDI, "crm-1");
        optOut("thandi.other@example.org", "crm-1");
        optOut(THANDI, "crm-2");

        confirm(Instant.now(), Instant.now(), OFFERS);

        awaitDecision("allow");
        acme.check("thandi.other@example.org").body("results[0].decision", is("deny"));
    }

    @Test
    void theSameEventAgainAddsNothing() {
        UUID id = UUID.randomUUID();
        OptInConfirmed event = event(UUID.randomUUID(), THANDI, Instant.now(), Instant.now(), List.of(OFFERS));
        for (int i = 0; i < 3; i++) {
            publish(event, id);
        }
        awaitDecision("allow");
        confirm(Instant.now(), Instant.now(), OFFERS);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(statuses()).containsExactly("ConsentGiven", "ConsentGiven"));
    }

    /** A person who is on record and has opted out, so that nothing is allowed yet. */
    private void optOut(String email, String externalId) {
        acme.request()
                .body("""
                        {"subject":{"email":"%s","externalId":"%s"},
                         "decisions":[{"purpose":"offers","channel":"email","action":"withdraw"}]}""".formatted(email, externalId))
                .post("/v1/consents")
                .then()
                .statusCode(201);
    }

    /** By then, all that was published before is applied. */
    private void confirmAt(String email) {
        publish(event(UUID.randomUUID(), email, Instant.now(), Instant.now(), List.of(OFFERS)), UUID.randomUUID());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> acme.check(email).body("results[0].decision", is("allow")));
    }

    private UUID confirm(Instant requestedAt, Instant occurredAt, OptInGrant... grants) {
        UUID optIn = UUID.randomUUID();
        publish(event(optIn, THANDI, requestedAt, occurredAt, List.of(grants)), UUID.randomUUID());
        return optIn;
    }

    private OptInConfirmed event(
            UUID optIn, String email, Instant requestedAt, Instant occurredAt, List<OptInGrant> grants) {
        return new OptInConfirmed(
                optIn,
                address(email),
                grants,
                new NoticeRef("privacy", "2026-01"),
                requestedAt,
                occurredAt,
                "Yes, send me offers by e-mail",
                "en-ZA",
                "https://shop.example/signup");
    }

    private void publish(OptInConfirmed event, UUID id) {
        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                event.address().key().value(),
                event.wireName(),
                System.nanoTime() + ".1",
                EventJson.write(event),
                id);
    }

    private void awaitDecision(String decision) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> acme.check(THANDI).body("results[0].decision", is(decision)));
    }

    private List<String> statuses() {
        return acme.request()
                .get("/v1/subjects/" + lookup().getString("subjectId") + "/history")
                .then()
                .statusCode(200)
                .body("events", hasSize(greaterThan(0)))
                .extract()
                .jsonPath()
                .getList("events.status", String.class);
    }

    private JsonPath lookup() {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"thandi@example.org\"}}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private KeyedAddress address(String email) {
        return AddressKeys.keyed(
                tenants.get(new TenantId(acme.tenant()))
                        .await()
                        .atMost(Duration.ofSeconds(5))
                        .keys(),
                new AddressNormaliser().normalise(AddressKind.EMAIL, email, "ZA"));
    }
}
