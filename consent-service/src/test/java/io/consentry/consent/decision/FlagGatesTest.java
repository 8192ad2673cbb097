package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gate 8, and the restriction that stands with gate 4. */
class FlagGatesTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(2, 2));
    private static final UUID EVENT = new UUID(7, 7);

    @ParameterizedTest
    @CsvSource({
        // given at, valid until, allowed
        ",, false",
        "2026-06-10T08:00:00Z,, true",
        "2026-06-10T08:00:00.000001Z,, false",
        "2026-01-01T00:00:00Z, 2026-06-10T08:00:00.000001Z, true",
        "2026-01-01T00:00:00Z, 2026-06-10T08:00:00Z, false",
    })
    void aChildNeedsACompetentPersonsConsentThatHoldsAtTheInstant(
            @Nullable Instant givenAt, @Nullable Instant validUntil, boolean allowed) {
        CompetentConsent consent = givenAt == null ? null : new CompetentConsent(givenAt, validUntil);

        List<Reason> reasons =
                examine(new ChildGate(), child(ContactFacts.EMPTY, THANDI, consent), MessageClass.MARKETING);

        assertThat(reasons).hasSize(allowed ? 0 : 1);
        assertThat(reasons).allSatisfy(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.CHILD);
            assertThat(reason.evidence()).isEqualTo(EVENT);
        });
    }

    @Test
    void oneChildAmongThePeopleOfAnAddressClosesIt() {
        ContactFacts both = child(child(ContactFacts.EMPTY, THANDI, new CompetentConsent(NOW, null)), SIPHO, null);

        assertThat(examine(new ChildGate(), both, MessageClass.MARKETING)).hasSize(1);
        assertThat(examine(new ChildGate(), cleared(both, SIPHO), MessageClass.MARKETING))
                .isEmpty();
        assertThat(examine(new ChildGate(), cleared(both, THANDI), MessageClass.MARKETING))
                .hasSize(1);
    }

    @Test
    void flaggingAChildAnewWithoutConsentEndsTheConsent() {
        ContactFacts allowed = child(ContactFacts.EMPTY, THANDI, new CompetentConsent(NOW, null));

        assertThat(examine(new ChildGate(), child(allowed, THANDI, null), MessageClass.MARKETING))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        // class of the message, class of the purpose, allowed
        "MARKETING,, false",
        "SERVICE,, false",
        "TRANSACTIONAL,, false",
        "AUTHENTICATION,, false",
        "LEGAL,, true",
        "LEGAL, LEGAL, true",
        "LEGAL, SERVICE, false",
        "LEGAL, MARKETING, false",
        "SERVICE, LEGAL, false",
    })
    void aRestrictedPersonGetsLegalMessagesOnly(
            MessageClass messageClass, @Nullable MessageClass purposeClass, boolean allowed) {
        ContactFacts facts = restricted(ContactFacts.EMPTY, SIPHO, true);

        List<Reason> reasons = examine(new RestrictionGate(), facts, question(messageClass, purposeClass));

        assertThat(reasons).extracting(Reason::code).isEqualTo(allowed ? List.of() : List.of(ReasonCode.RESTRICTED));
        assertThat(reasons).allSatisfy(reason -> assertThat(reason.evidence()).isEqualTo(EVENT));
    }

    @Test
    void bothAreNamedByThePolicyInTheOrderOfTheGates() {
        ContactFacts facts = restricted(child(ContactFacts.EMPTY, THANDI, null), SIPHO, true);

        Verdict verdict = decide(facts, MessageClass.MARKETING);

        assertThat(verdict.reasons())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.RESTRICTED, ReasonCode.CHILD, ReasonCode.NO_CONSENT);
    }

    @Test
    void aFlagNeverTurnsDenyIntoAllowAndAClearedOneLeavesNothing() {
        long seed = Long.getLong("policy.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            ContactFacts facts = ContactFacts.EMPTY;
            for (Histories.Entry entry : Histories.random(random)) {
                facts = facts.apply(entry.id(), entry.event());
            }
            SubjectId subject = random.nextBoolean() ? THANDI : SIPHO;
            ContactFacts flagged = random.nextBoolean()
                    ? child(facts, subject, random.nextBoolean() ? new CompetentConsent(NOW, null) : null)
                    : restricted(facts, subject, true);
            for (MessageClass messageClass : MessageClass.values()) {
                if (decide(facts, messageClass).decision() == Decision.DENY) {
                    assertThat(decide(flagged, messageClass).decision())
                            .as("seed %d, run %d", seed, i)
                            .isEqualTo(Decision.DENY);
                }
            }
            assertThat(restricted(cleared(flagged, subject), subject, false))
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(facts);
        }
    }

    private static Verdict decide(ContactFacts facts, MessageClass messageClass) {
        return DecisionPolicy.decide(facts, question(messageClass, messageClass), Situations.FRESH, NOW);
    }

    private static List<Reason> examine(Gate gate, ContactFacts facts, MessageClass messageClass) {
        return examine(gate, facts, question(messageClass, messageClass));
    }

    private static List<Reason> examine(Gate gate, ContactFacts facts, SendQuestion question) {
        List<Reason> reasons = new ArrayList<>();
        gate.examine(Case.of(facts, question, Situations.FRESH, NOW), reasons);
        return reasons;
    }

    private static SendQuestion question(MessageClass messageClass, @Nullable MessageClass purposeClass) {
        Optional<Purpose> purpose = Optional.ofNullable(purposeClass)
                .map(known -> new Purpose(
                        Histories.PURPOSES.get(0),
                        Map.of("en", "Offers"),
                        Map.of(),
                        known,
                        List.of(Channel.EMAIL),
                        Map.of("popia", LawfulBasis.CONSENT),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        1));
        return new SendQuestion(
                true,
                Channel.EMAIL,
                purpose,
                purpose.isPresent(),
                messageClass,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
    }

    private static ContactFacts child(ContactFacts facts, SubjectId subject, @Nullable CompetentConsent consent) {
        return facts.apply(EVENT, new SubjectFlagged(subject, List.of(), true, consent, null, NOW, NOW));
    }

    private static ContactFacts cleared(ContactFacts facts, SubjectId subject) {
        return facts.apply(EVENT, new SubjectFlagged(subject, List.of(), false, null, null, NOW, NOW));
    }

    private static ContactFacts restricted(ContactFacts facts, SubjectId subject, boolean set) {
        return facts.apply(EVENT, new SubjectFlagged(subject, List.of(), null, null, set, NOW, NOW));
    }
}
