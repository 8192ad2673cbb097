package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionPolicyTest {

    private static final Instant GIVEN = Instant.parse("2026-01-10T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final SubjectId THANDI = new SubjectId(new UUID(0, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(0, 2));
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final Purpose PURPOSE = new Purpose(
            OFFERS,
            Map.of("en", "Offers"),
            Map.of(),
            MessageClass.MARKETING,
            List.of(Channel.EMAIL, Channel.SMS),
            Map.of("popia", LawfulBasis.CONSENT),
            null,
            null,
            List.of(),
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            1);
    private static final SendQuestion MARKETING = question(MessageClass.MARKETING);

    @Test
    void consentForPurposeAndChannelAllows() {
        Verdict verdict = decide(given(THANDI, GIVEN), MARKETING);

        assertThat(verdict.decision()).isEqualTo(Decision.ALLOW);
        assertThat(verdict.consent()).isPresent();
    }

    @Test
    void nothingKnownDenies() {
        assertThat(codes(decide(ContactFacts.EMPTY, MARKETING))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void consentOnAnotherChannelDoesNotAllow() {
        ContactFacts facts = ContactFacts.EMPTY.apply(
                UUID.randomUUID(), new ConsentGiven(Histories.change(THANDI, OFFERS, Channel.SMS, GIVEN)));

        assertThat(codes(decide(facts, MARKETING))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void refusalOfOnePersonOnASharedAddressOutweighsConsentOfAnother() {
        ContactFacts facts = withdrawn(given(THANDI, GIVEN), SIPHO, OFFERS, Channel.EMAIL, GIVEN.minusSeconds(1));

        assertThat(codes(decide(facts, MARKETING))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void withdrawalRecordedAfterAGrantWinsWheneverEitherHappened() {
        ContactFacts facts = withdrawn(given(THANDI, GIVEN), THANDI, null, null, GIVEN.minusSeconds(60));

        assertThat(codes(decide(facts, MARKETING))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void consentEndsExactlyAtItsInstant() {
        ContactFacts facts = ContactFacts.EMPTY.apply(UUID.randomUUID(), grantUntil(NOW));

        assertThat(DecisionPolicy.decide(facts, MARKETING, Situations.FRESH, NOW.minusNanos(1))
                        .decision())
                .isEqualTo(Decision.ALLOW);
        assertThat(codes(DecisionPolicy.decide(facts, MARKETING, Situations.FRESH, NOW)))
                .containsExactly(ReasonCode.CONSENT_EXPIRED);
    }

    @Test
    void aConsentThatEndsBeforeTheMessageIsSentDoesNotAllowIt() {
        ContactFacts facts = ContactFacts.EMPTY.apply(UUID.randomUUID(), grantUntil(NOW.plusSeconds(60)));

        assertThat(decide(facts, MARKETING).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(facts, sentAt(NOW.plusSeconds(59))).decision()).isEqualTo(Decision.ALLOW);
        assertThat(codes(decide(facts, sentAt(NOW.plusSeconds(60))))).containsExactly(ReasonCode.CONSENT_EXPIRED);
    }

    @Test
    void aPlanOfThePastDoesNotBringBackWhatHasEnded() {
        ContactFacts facts = ContactFacts.EMPTY.apply(UUID.randomUUID(), grantUntil(NOW));

        assertThat(codes(decide(facts, sentAt(NOW.minusSeconds(60))))).containsExactly(ReasonCode.CONSENT_EXPIRED);
    }

    @Test
    void anUnknownClassIsMarketingAndSaysSoWhereItIsDenied() {
        SendQuestion unheardOf = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(PURPOSE),
                true,
                MessageClass.MARKETING,
                false,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());

        assertThat(decide(given(THANDI, GIVEN), unheardOf).decision()).isEqualTo(Decision.ALLOW);
        assertThat(codes(decide(ContactFacts.EMPTY, unheardOf)))
                .containsExactly(ReasonCode.CLASS_UNKNOWN, ReasonCode.NO_CONSENT);
    }

    private static SendQuestion sentAt(Instant sendAt) {
        return new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(PURPOSE),
                true,
                MessageClass.MARKETING,
                true,
                Optional.of(sendAt),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void everyFailingGateIsNamedInOrder() {
        ContactFacts facts = ContactFacts.EMPTY
                .apply(added(SuppressionReason.COMPLAINT, null))
                .apply(added(SuppressionReason.HARD_BOUNCE, null))
                .apply(added(SuppressionReason.REGISTRY, null))
                .apply(added(SuppressionReason.OPT_OUT, null))
                .asIncomplete();
        Situation suspended = Situations.of(TenantStatus.SUSPENDED, true);

        Verdict verdict = DecisionPolicy.decide(facts, MARKETING, suspended, NOW);

        assertThat(codes(verdict))
                .containsExactly(
                        ReasonCode.TENANT_NOT_REGISTERED,
                        ReasonCode.DEPENDENCY_UNAVAILABLE,
                        ReasonCode.SUPPRESSED_HARD,
                        ReasonCode.SUPPRESSED_OPT_OUT,
                        ReasonCode.SUPPRESSED_COMPLAINT,
                        ReasonCode.NCC_BLOCK,
                        ReasonCode.NO_CONSENT);
        assertThat(codes(verdict).stream().map(ReasonCode::gate)).isSorted();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageClass.class,
            names = {"SERVICE", "TRANSACTIONAL", "AUTHENTICATION", "LEGAL"})
    void serviceMessagesPassMarketingGatesAlsoWhenFactsAreStale(MessageClass messageClass) {
        ContactFacts facts = ContactFacts.EMPTY.apply(added(SuppressionReason.OPT_OUT, null));
        SendQuestion question = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.empty(),
                false,
                messageClass,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
        Situation stale = Situations.of(TenantStatus.ACTIVE, false);

        assertThat(DecisionPolicy.decide(facts, question, stale, NOW).decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void hardSuppressionStopsEveryClass() {
        ContactFacts facts = ContactFacts.EMPTY.apply(added(SuppressionReason.WRONG_PERSON, null));
        SendQuestion otp = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.empty(),
                false,
                MessageClass.AUTHENTICATION,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());

        assertThat(codes(decide(facts, otp))).containsExactly(ReasonCode.SUPPRESSED_HARD);
    }

    @Test
    void aMarketingPurposeMakesAMarketingMessageWhateverTheClientClaims() {
        assertThat(codes(decide(ContactFacts.EMPTY, question(MessageClass.SERVICE))))
                .containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void staleFactsDenyMarketing() {
        Situation stale = Situations.of(TenantStatus.ACTIVE, false);

        assertThat(codes(DecisionPolicy.decide(given(THANDI, GIVEN), MARKETING, stale, NOW)))
                .containsExactly(ReasonCode.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void ownLaterConsentLiftsAnOptOutInItsScopeOnly() {
        SuppressionAdded everything = added(SuppressionReason.OPT_OUT, null);
        ContactFacts facts = given(THANDI, GIVEN.plusSeconds(10)).apply(everything);

        assertThat(decide(facts, MARKETING).decision()).isEqualTo(Decision.ALLOW);
        SendQuestion bySms = new SendQuestion(
                true,
                Channel.SMS,
                Optional.of(PURPOSE),
                true,
                MessageClass.MARKETING,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
        assertThat(codes(decide(facts, bySms))).containsExactly(ReasonCode.SUPPRESSED_OPT_OUT, ReasonCode.NO_CONSENT);
    }

    @Test
    void anEndedHoldNeverGivesPermissionBack() {
        SuppressionAdded optOut = added(SuppressionReason.OPT_OUT, null);
        ContactFacts held = given(THANDI, GIVEN.minusSeconds(10)).apply(optOut);
        ContactFacts minimised = held.apply(new SuppressionMinimised(optOut.suppressionId(), Histories.ADDRESS, NOW));

        assertThat(codes(decide(held, MARKETING))).containsExactly(ReasonCode.SUPPRESSED_OPT_OUT);
        assertThat(codes(decide(minimised, MARKETING))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void aComplaintStandsAlsoWhenItsHoldHasEnded() {
        SuppressionAdded complaint = added(SuppressionReason.COMPLAINT, null);
        ContactFacts facts = given(THANDI, GIVEN.plusSeconds(10))
                .apply(complaint)
                .apply(new SuppressionMinimised(complaint.suppressionId(), Histories.ADDRESS, NOW));

        assertThat(codes(decide(facts, MARKETING))).containsExactly(ReasonCode.SUPPRESSED_COMPLAINT);
    }

    @Test
    void anEndedOptOutDeniesAlsoWhereNoConsentIsNeeded() {
        Purpose leaflets = new Purpose(
                new PurposeKey("leaflets"),
                Map.of("en", "Leaflets"),
                Map.of(),
                MessageClass.MARKETING,
                List.of(Channel.POST),
                Map.of("popia", LawfulBasis.LEGITIMATE_INTEREST),
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                1);
        SendQuestion byPost = new SendQuestion(
                true,
                Channel.POST,
                Optional.of(leaflets),
                true,
                MessageClass.MARKETING,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
        SuppressionAdded optOut = added(SuppressionReason.OPT_OUT, null);
        ContactFacts ended = ContactFacts.EMPTY
                .apply(optOut)
                .apply(new SuppressionMinimised(optOut.suppressionId(), Histories.ADDRESS, NOW));

        assertThat(decide(ContactFacts.EMPTY, byPost).decision()).isEqualTo(Decision.ALLOW);
        assertThat(codes(decide(ended, byPost))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void anImportedConsentLiftsNoOptOut() {
        ConsentChange own = Histories.change(THANDI, OFFERS, Channel.EMAIL, GIVEN.plusSeconds(10));
        ConsentChange imported = new ConsentChange(
                own.subjectId(),
                own.purpose(),
                own.channel(),
                own.addresses(),
                own.occurredAt(),
                own.recordedAt(),
                Actor.AGENT,
                CaptureMethod.IMPORT,
                null,
                null,
                null,
                null);
        ContactFacts facts = ContactFacts.EMPTY
                .apply(UUID.randomUUID(), new ConsentGiven(imported))
                .apply(added(SuppressionReason.OPT_OUT, null));

        assertThat(codes(decide(facts, MARKETING))).containsExactly(ReasonCode.SUPPRESSED_OPT_OUT);
    }

    @Test
    void addingASuppressionNeverTurnsDenyIntoAllow() {
        long seed = Long.getLong("policy.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            ContactFacts facts = ContactFacts.EMPTY;
            for (Histories.Entry entry : Histories.random(random)) {
                facts = facts.apply(entry.id(), entry.event());
            }
            SuppressionReason[] reasons = SuppressionReason.values();
            SuppressionAdded entry =
                    added(reasons[random.nextInt(reasons.length)], random.nextBoolean() ? OFFERS : null);
            ContactFacts suppressed = facts.apply(entry);
            ContactFacts ended =
                    suppressed.apply(new SuppressionMinimised(entry.suppressionId(), Histories.ADDRESS, NOW));

            if (decide(facts, MARKETING).decision() == Decision.DENY) {
                assertThat(decide(suppressed, MARKETING).decision())
                        .as("seed %d, run %d", seed, i)
                        .isEqualTo(Decision.DENY);
            }
            if (decide(suppressed, MARKETING).decision() == Decision.DENY) {
                assertThat(decide(ended, MARKETING).decision())
                        .as("seed %d, run %d", seed, i)
                        .isEqualTo(Decision.DENY);
            }
        }
    }

    @Test
    void anAddressThatIsOnTheListAThousandTimesIsDeniedWithAFewReasons() {
        ContactFacts facts = ContactFacts.EMPTY;
        for (int i = 0; i < 1_000; i++) {
            facts = facts.apply(added(SuppressionReason.MANUAL, null));
        }

        assertThat(codes(decide(facts, MARKETING)))
                .startsWith(
                        Collections.nCopies(5, ReasonCode.SUPPRESSED_OPT_OUT).toArray(ReasonCode[]::new))
                .contains(ReasonCode.NO_CONSENT)
                .hasSize(6);
    }

    @Test
    void orderOfSuppressionsIsIrrelevant() {
        List<SuppressionFact> entries = new ArrayList<>(ContactFacts.EMPTY
                .apply(added(SuppressionReason.OPT_OUT, OFFERS))
                .apply(added(SuppressionReason.COMPLAINT, null))
                .suppressions());
        ContactFacts one = new ContactFacts(
                List.of(), entries, List.of(), List.of(), List.of(), List.of(), List.of(), false, null);
        java.util.Collections.reverse(entries);
        ContactFacts other = new ContactFacts(
                List.of(), entries, List.of(), List.of(), List.of(), List.of(), List.of(), false, null);

        assertThat(codes(decide(one, MARKETING))).isEqualTo(codes(decide(other, MARKETING)));
    }

    @Test
    void outsideContactHoursMarketingWaitsForTheOpening() {
        Instant night = Instant.parse("2026-06-10T18:00:00Z");
        Instant morning = Instant.parse("2026-06-11T06:00:00Z");

        Verdict verdict = DecisionPolicy.decide(given(THANDI, GIVEN), MARKETING, Situations.FRESH, night);

        assertThat(verdict.decision()).isEqualTo(Decision.DEFER);
        assertThat(codes(verdict)).containsExactly(ReasonCode.QUIET_HOURS);
        assertThat(verdict.nextAllowedAt()).contains(morning);
        assertThat(DecisionPolicy.decide(given(THANDI, GIVEN), sentAt(morning), Situations.FRESH, night)
                        .decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void whatTimeDoesNotHealIsDeniedAtNightToo() {
        Verdict verdict = DecisionPolicy.decide(
                ContactFacts.EMPTY, MARKETING, Situations.FRESH, Instant.parse("2026-06-10T18:00:00Z"));

        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
        assertThat(codes(verdict)).containsExactly(ReasonCode.NO_CONSENT, ReasonCode.QUIET_HOURS);
        assertThat(verdict.nextAllowedAt()).isEmpty();
    }

    @Test
    void aConsentThatEndsBeforeTheHoursBeginIsNotWorthWaitingFor() {
        Instant night = Instant.parse("2026-06-10T18:00:00Z");
        ContactFacts facts =
                ContactFacts.EMPTY.apply(UUID.randomUUID(), grantUntil(Instant.parse("2026-06-11T06:00:00Z")));

        Verdict verdict = DecisionPolicy.decide(facts, MARKETING, Situations.FRESH, night);

        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
        assertThat(codes(verdict)).containsExactly(ReasonCode.CONSENT_EXPIRED, ReasonCode.QUIET_HOURS);
    }

    @Test
    void serviceMessagesGoOutAtNight() {
        SendQuestion otp = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.empty(),
                false,
                MessageClass.AUTHENTICATION,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());

        assertThat(DecisionPolicy.decide(
                                ContactFacts.EMPTY, otp, Situations.FRESH, Instant.parse("2026-06-10T22:00:00Z"))
                        .decision())
                .isEqualTo(Decision.ALLOW);
    }

    @ParameterizedTest
    @EnumSource(ContentProof.class)
    void onlyContentThatFailedItsLintIsDenied(ContentProof content) {
        SendQuestion question = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(PURPOSE),
                true,
                MessageClass.MARKETING,
                true,
                Optional.empty(),
                content,
                Optional.empty(),
                Optional.empty());

        List<ReasonCode> expected =
                content == ContentProof.FAILED ? List.of(ReasonCode.CONTENT_MISSING_OPTOUT) : List.of();
        assertThat(codes(decide(given(THANDI, GIVEN), question))).isEqualTo(expected);
    }

    private static Verdict decide(ContactFacts facts, SendQuestion question) {
        return DecisionPolicy.decide(facts, question, Situations.FRESH, NOW);
    }

    private static List<ReasonCode> codes(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::code).toList();
    }

    private static SendQuestion question(MessageClass messageClass) {
        return new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(PURPOSE),
                true,
                messageClass,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
    }

    private static ContactFacts given(SubjectId subject, Instant at) {
        return ContactFacts.EMPTY.apply(
                UUID.randomUUID(), new ConsentGiven(Histories.change(subject, OFFERS, Channel.EMAIL, at)));
    }

    private static ContactFacts withdrawn(
            ContactFacts facts,
            SubjectId subject,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            Instant at) {
        return facts.apply(UUID.randomUUID(), new ConsentWithdrawn(Histories.change(subject, purpose, channel, at)));
    }

    private static ConsentEvent grantUntil(Instant end) {
        ConsentChange change = Histories.change(THANDI, OFFERS, Channel.EMAIL, GIVEN);
        return new ConsentGiven(new ConsentChange(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                change.addresses(),
                change.occurredAt(),
                change.recordedAt(),
                change.actor(),
                change.method(),
                null,
                end,
                null,
                null));
    }

    private static SuppressionAdded added(SuppressionReason reason, @Nullable PurposeKey purpose) {
        return new SuppressionAdded(
                UUID.randomUUID(),
                Histories.ADDRESS,
                purpose,
                null,
                reason,
                SuppressionOrigin.RECIPIENT,
                GIVEN,
                null,
                null,
                null);
    }
}
