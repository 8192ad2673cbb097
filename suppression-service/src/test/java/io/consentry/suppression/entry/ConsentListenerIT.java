package io.consentry.suppression.entry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentObjected;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.json.EventJson;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.AdjustableClock;
import io.consentry.suppression.Ledger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class ConsentListenerIT {

    private static final String PHONE = "+27821234567";
    private static final String EMAIL = "thandi@example.org";
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final Instant OPTED_OUT = Instant.parse("2024-02-29T08:00:00Z");
    private static final Instant LATER = Instant.parse("2024-03-10T08:00:00Z");

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @BeforeEach
    void newTenant() {
        tenant = ledger.newTenant(13);
    }

    @AfterEach
    void letTheClockRun() {
        clock.runFreely();
    }

    @Test
    void aWithdrawalBecomesAnEntryWithTheTenantsHoldAndAnEvent() {
        // Given
        ConsentChange change = decision(OFFERS, Channel.SMS, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD);

        // When
        UUID cause = publish(new ConsentWithdrawn(change));

        // Then
        SuppressionAdded added = awaitAdded(1).get(0);
        assertThat(added.address()).isEqualTo(phone());
        assertThat(added.purpose()).isEqualTo(OFFERS);
        assertThat(added.channel()).isEqualTo(Channel.SMS);
        assertThat(added.reason().wireName()).isEqualTo("opt_out");
        assertThat(added.origin().wireName()).isEqualTo("recipient");
        assertThat(added.since()).isEqualTo(OPTED_OUT);
        assertThat(added.holdUntil()).isEqualTo("2025-03-29T08:00:00Z");
        assertThat(added.cause()).isEqualTo(cause);
        assertThat(entries().<List<@Nullable String>>path("entries.address")).containsExactly((String) null);
        release(added.suppressionId().toString()).statusCode(409);
    }

    @Test
    void everyAddressOfTheChangeGetsAnEntry() {
        // Given
        KeyedAddress email = ledger.keyed(tenant, AddressKind.EMAIL, EMAIL);
        ConsentChange all =
                Ledger.change(null, null, List.of(phone(), email), OPTED_OUT, Actor.AGENT, CaptureMethod.VOICE);

        // When
        publish(new ConsentObjected(all));

        // Then
        assertThat(awaitAdded(2)).extracting(SuppressionAdded::address).containsExactlyInAnyOrder(phone(), email);
        assertThat(awaitAdded(2))
                .allSatisfy(added -> assertThat(added.origin().wireName()).isEqualTo("tenant"));
    }

    @Test
    void duplicatesChangeNothing() {
        // Given
        DomainEvent refusal = new ConsentRefused(
                decision(OFFERS, Channel.SMS, OPTED_OUT, Actor.SUBJECT, CaptureMethod.SUBSCRIPTION_FORM));
        UUID id = publish(refusal);

        // When
        ledger.publish(id, tenant, refusal);
        ledger.publish(id, tenant, refusal);
        publish(new ConsentWithdrawn(
                decision(OFFERS, Channel.WHATSAPP, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));

        // Then
        assertThat(awaitAdded(2)).extracting(SuppressionAdded::channel).containsExactly(Channel.SMS, Channel.WHATSAPP);
        assertThat(entries().<List<String>>path("entries.id")).hasSize(2);
    }

    @Test
    void thePersonsOwnLaterGrantLiftsExactlyItsScope() {
        // Given
        publish(new ConsentWithdrawn(decision(OFFERS, Channel.SMS, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));
        publish(new ConsentWithdrawn(decision(OFFERS, Channel.VOICE, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));
        publish(new ConsentWithdrawn(decision(null, null, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));

        // When
        UUID grant = publish(
                new ConsentGiven(decision(OFFERS, Channel.SMS, LATER, Actor.SUBJECT, CaptureMethod.PREFERENCE_CENTER)));

        // Then
        SuppressionReleased released = awaitReleased(1).get(0);
        assertThat(released.cause()).isEqualTo(grant);
        assertThat(released.suppressionId()).isEqualTo(awaitAdded(3).get(0).suppressionId());
        assertThat(entries().<List<Boolean>>path("entries.released")).containsExactly(true, false, false);
    }

    @Test
    void importsAgentsAndEarlierGrantsLiftNothing() {
        // Given
        publish(new ConsentWithdrawn(decision(OFFERS, Channel.SMS, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));
        Instant earlier = OPTED_OUT.minusSeconds(1);

        // When
        publish(grant(LATER, Actor.SUBJECT, CaptureMethod.IMPORT));
        publish(grant(LATER, Actor.AGENT, CaptureMethod.VOICE));
        publish(grant(earlier, Actor.SUBJECT, CaptureMethod.DOUBLE_OPT_IN));
        publish(new ConsentRefused(decision(OFFERS, Channel.VOICE, LATER, Actor.SUBJECT, CaptureMethod.VOICE)));

        // Then
        awaitAdded(2);
        assertThat(entries().<List<Boolean>>path("entries.released")).containsExactly(false, false);
    }

    @Test
    void anOptOutThatThePersonTakesBackLeavesNoEntryAndEveryOtherStands() {
        // Given
        ConsentChange stop = decision(null, Channel.WHATSAPP, OPTED_OUT, Actor.SUBJECT, CaptureMethod.WHATSAPP_BUTTON);
        UUID stopped = publish(new ConsentWithdrawn(stop));
        UUID written = publish(new ConsentWithdrawn(
                decision(null, Channel.WHATSAPP, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));

        // When
        publish(retraction(written, Actor.AGENT));
        UUID resumed = publish(retraction(stopped, Actor.SUBJECT));

        // Then
        SuppressionReleased released = awaitReleased(1).get(0);
        assertThat(released.cause()).isEqualTo(resumed);
        assertThat(released.suppressionId()).isEqualTo(awaitAdded(2).get(0).suppressionId());
        assertThat(entries().<List<Boolean>>path("entries.released")).containsExactly(true, false);
    }

    private DomainEvent retraction(UUID event, Actor actor) {
        ConsentChange change = decision(null, Channel.WHATSAPP, LATER, actor, CaptureMethod.WHATSAPP_BUTTON);
        return new ConsentRetracted(new ConsentChange(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                change.addresses(),
                change.occurredAt(),
                change.recordedAt(),
                change.actor(),
                change.method(),
                null,
                null,
                event,
                null));
    }

    @Test
    void whatIsNoDecisionIsLeftAloneAndHoldsNothingUp() {
        // Given
        ConsentChange optOut = decision(OFFERS, Channel.SMS, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD);
        publish(new SubjectFlagged(optOut.subjectId(), optOut.addresses(), true, null, true, OPTED_OUT, OPTED_OUT));

        // When
        publish(new ConsentWithdrawn(optOut));

        // Then
        awaitAdded(1);
        assertThat(entries().<List<String>>path("entries.id")).hasSize(1);
    }

    @Test
    void anOptOutDoesNotWaitForItsTenantsSettings() {
        // Given
        tenant = new TenantId("late-" + UUID.randomUUID().toString().substring(0, 8));

        // When
        publish(new ConsentWithdrawn(decision(OFFERS, Channel.SMS, OPTED_OUT, Actor.SUBJECT, CaptureMethod.KEYWORD)));

        // Then
        assertThat(awaitAdded(1).get(0).holdUntil()).isEqualTo("2025-02-28T08:00:00Z");
    }

    private DomainEvent grant(Instant at, Actor actor, CaptureMethod method) {
        return new ConsentGiven(decision(OFFERS, Channel.SMS, at, actor, method));
    }

    private ConsentChange decision(
            @Nullable PurposeKey purpose, @Nullable Channel channel, Instant at, Actor actor, CaptureMethod method) {
        return Ledger.change(purpose, channel, List.of(phone()), at, actor, method);
    }

    private KeyedAddress phone() {
        return ledger.keyed(tenant, AddressKind.PHONE, PHONE);
    }

    private UUID publish(DomainEvent event) {
        return ledger.publish(UUID.randomUUID(), tenant, event);
    }

    private List<SuppressionAdded> awaitAdded(int count) {
        return await(SuppressionAdded.class, "io.consentry.suppression.added.v1", count);
    }

    private List<SuppressionReleased> awaitReleased(int count) {
        return await(SuppressionReleased.class, "io.consentry.suppression.released.v1", count);
    }

    private <T> List<T> await(Class<T> type, String wireName, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(events(type, wireName))
                .hasSize(count));
        return events(type, wireName);
    }

    private <T> List<T> events(Class<T> type, String wireName) {
        return ledger.published(tenant).stream()
                .filter(event -> event.type().equals(wireName))
                .map(event -> EventJson.read(event.payload(), type))
                .toList();
    }

    private ExtractableResponse<Response> entries() {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                .contentType("application/json")
                .body("{\"identifier\":{\"phone\":\"" + PHONE + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200)
                .extract();
    }

    private ValidatableResponse release(String id) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .contentType("application/json")
                .body("{\"reason\":\"wrong\",\"evidence\":\"none\"}")
                .post("/v1/suppressions/" + id + "/release")
                .then();
    }
}
