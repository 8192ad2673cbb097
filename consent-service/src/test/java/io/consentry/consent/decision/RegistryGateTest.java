package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.facts.Term;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.SignOff;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryGateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final TenantSettings STRICT = RegistrationGateTest.settings("ZA", null);
    private static final TenantSettings SIGNED_OFF = RegistrationGateTest.settings(
            "ZA", new Registries(null, false, new SignOff("N. Dlamini", NOW, "LEGAL-88")));
    private static final Predicate<ConsentFact> VALID =
            consent -> new Term(Optional.empty(), ZoneOffset.UTC).holds(consent, ContactFacts.EMPTY, NOW);
    private static final SuppressionFact BLOCK = entry(SuppressionReason.REGISTRY);

    @ParameterizedTest
    @CsvSource({
        "2026-10-21T08:00:00Z, 2026-11-20T08:00:00Z, false",
        "2026-10-21T08:00:00Z, 2026-11-20T08:00:00.000000001Z, true",
        "2026-10-21T07:59:59Z, 2026-11-20T08:00:00Z, true",
        "2028-02-10T08:00:00Z, 2028-03-11T08:00:00Z, false",
        "2028-02-10T08:00:00Z, 2028-03-11T08:00:01Z, true",
        "2026-11-21T08:00:00Z, 2026-11-20T08:00:00Z, false"
    })
    void aListIsStaleAfterThirtyCalendarDays(Instant cleansedAt, Instant at, boolean stale) {
        Optional<Reason> reason = RegistryGate.staleness(STRICT, Optional.of(cleansedAt), at);

        assertThat(reason.map(Reason::code)).isEqualTo(stale ? Optional.of(ReasonCode.NCC_STALE) : Optional.empty());
        reason.ifPresent(given -> assertThat(given.detail()).contains("POST /v1/registries/ncc/runs"));
    }

    @Test
    void aListThatWasNeverCleansedIsStale() {
        assertThat(RegistryGate.staleness(STRICT, Optional.empty(), NOW))
                .hasValueSatisfying(
                        given -> assertThat(given.detail()).contains("never", "POST /v1/registries/ncc/runs"));
    }

    @Test
    void anotherRegionCleansesAgainstNoRegistry() {
        assertThat(RegistryGate.staleness(RegistrationGateTest.settings("DE", null), Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void aBlockOutweighsConsentUnlessThereIsASignOff() {
        List<ConsentFact> consent = List.of(consent(ConsentStatus.GIVEN, true, null));

        assertThat(RegistryGate.blocks(STRICT, List.of(BLOCK), consent, VALID))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(ReasonCode.NCC_BLOCK);
                    assertThat(reason.evidence()).isEqualTo(BLOCK.id());
                });
        assertThat(RegistryGate.blocks(SIGNED_OFF, List.of(BLOCK), consent, VALID))
                .isEmpty();
    }

    @Test
    void withASignOffOnlyThePersonsOwnValidConsentOutweighsABlock() {
        ConsentFact own = consent(ConsentStatus.GIVEN, true, null);
        List<List<ConsentFact>> insufficient = List.of(
                List.of(),
                List.of(consent(ConsentStatus.GIVEN, false, null)),
                List.of(consent(ConsentStatus.GIVEN, true, NOW)),
                List.of(consent(ConsentStatus.REQUESTED, true, null)),
                List.of(own, consent(ConsentStatus.WITHDRAWN, true, null)));

        assertThat(insufficient)
                .allSatisfy(latest -> assertThat(RegistryGate.blocks(SIGNED_OFF, List.of(BLOCK), latest, VALID))
                        .hasSize(1));
        assertThat(RegistryGate.blocks(
                        SIGNED_OFF,
                        List.of(BLOCK),
                        List.of(consent(ConsentStatus.RENEWED, true, NOW.plusNanos(1))),
                        VALID))
                .isEmpty();
    }

    @Test
    void otherEntriesAreOtherGates() {
        assertThat(RegistryGate.blocks(STRICT, List.of(entry(SuppressionReason.OPT_OUT)), List.of(), VALID))
                .isEmpty();
    }

    private static SuppressionFact entry(SuppressionReason reason) {
        return new SuppressionFact(UUID.randomUUID(), null, null, reason, SuppressionOrigin.SYSTEM, NOW, false);
    }

    private static ConsentFact consent(ConsentStatus status, boolean ownAct, @Nullable Instant validUntil) {
        return new ConsentFact(
                new SubjectId(UUID.randomUUID()),
                new PurposeKey("offers"),
                Channel.EMAIL,
                status,
                UUID.randomUUID(),
                ownAct,
                NOW.minusSeconds(60),
                validUntil,
                null,
                null,
                null);
    }
}
