package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.notice.NoticeVersion;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.SignOff;
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

/** Gate 10, as far as it is about notices (capability C4). */
class ReconsentGateTest {

    private static final PurposeKey OFFERS = Histories.PURPOSES.get(0);
    private static final PurposeKey NEWS = Histories.PURPOSES.get(1);
    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(2, 2));
    private static final UUID EVENT = new UUID(7, 7);
    private static final Instant GIVEN = Instant.parse("2026-02-10T08:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2026-05-01T08:00:00Z");

    /** A Wednesday within contact hours. */
    private static final Instant EFFECTIVE = Instant.parse("2026-06-10T08:00:00Z");

    private static final Instant LATER = EFFECTIVE.plusSeconds(3_600);
    private static final NoticeVersion FIRST = version("1", 1, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    private static final NoticeVersion SECOND = version("2", 2, EFFECTIVE.toString(), PUBLISHED.toString(), OFFERS);
    private static final NoticeVersion THIRD = version("3", 3, "2026-06-20T00:00:00Z", PUBLISHED.toString());
    private static final PublishedNotices NOTICES = PublishedNotices.of(List.of(FIRST, SECOND, THIRD));

    @ParameterizedTest
    @CsvSource({
        // at, allowed
        "2026-06-10T07:59:59.999999Z, true",
        "2026-06-10T08:00:00Z, false",
        "2026-06-25T08:00:00Z, false",
    })
    void aConsentUnderTheOldTextIsGoodUntilTheEffectiveInstant(Instant at, boolean allowed) {
        Verdict verdict = decide(fold(given(GIVEN, FIRST.ref())), OFFERS, at, NOTICES);

        assertThat(codes(verdict)).isEqualTo(allowed ? List.of() : List.of(ReasonCode.RECONSENT_REQUIRED));
        assertThat(verdict.reasons()).allSatisfy(reason -> {
            assertThat(reason.evidence()).isEqualTo(EVENT);
            assertThat(reason.detail()).contains("Version 2 of the notice privacy");
        });
        assertThat(verdict.validUntil()).contains(EFFECTIVE);
    }

    @Test
    void aMessagePlannedForLaterIsDecidedByTheTextOfThen() {
        ContactFacts facts = fold(given(GIVEN, FIRST.ref()));
        SendQuestion planned = question(OFFERS, MessageClass.MARKETING, Optional.of(EFFECTIVE));

        assertThat(codes(DecisionPolicy.decide(facts, planned, Situations.with(NOTICES), PUBLISHED)))
                .containsExactly(ReasonCode.RECONSENT_REQUIRED);
    }

    @Test
    void otherPurposesAndOtherMessagesAreUntouched() {
        ContactFacts facts = fold(
                given(GIVEN, FIRST.ref()),
                new ConsentGiven(change(NEWS, GIVEN, FIRST.ref(), CaptureMethod.SUBSCRIPTION_FORM, null, null)));

        assertThat(codes(decide(facts, NEWS, LATER, NOTICES))).isEmpty();
        assertThat(codes(DecisionPolicy.decide(
                        facts,
                        question(OFFERS, MessageClass.SERVICE, Optional.empty(), MessageClass.SERVICE),
                        Situations.with(NOTICES),
                        LATER)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // acted at, cited key, cited version, carries
        "2026-06-10T08:00:00Z, privacy, 2, true",
        // the text cited counts
        "2026-06-10T08:30:00Z, privacy, 1, false",
        "2026-06-10T08:30:00Z, privacy, never-published, false",
        // unless it was not in force yet
        "2026-06-10T07:59:59.999999Z, privacy, 2, false",
        "2026-06-19T08:00:00Z, privacy, 3, false",
        "2026-06-22T08:00:00Z, privacy, 3, true",
        // without a citation, or with one of another notice, the instant does
        "2026-06-10T07:59:59.999999Z,,, false",
        "2026-06-10T08:00:00Z,,, true",
        "2026-06-10T07:59:59.999999Z, cookies, 9, false",
        "2026-06-10T08:00:00Z, cookies, 9, true",
    })
    void onlyAConsentUnderTheNewTextCarries(
            Instant actedAt, @Nullable String key, @Nullable String version, boolean carries) {
        NoticeRef cited = key == null || version == null ? null : new NoticeRef(key, version);

        Verdict verdict = decide(fold(given(actedAt, cited)), OFFERS, Instant.parse("2026-06-30T08:00:00Z"), NOTICES);

        assertThat(codes(verdict)).isEqualTo(carries ? List.of() : List.of(ReasonCode.RECONSENT_REQUIRED));
    }

    @Test
    void renewalCarriesAndARequestAnUndoAndTimeDoNot() {
        ConsentEvent old = given(GIVEN, null);
        ConsentEvent withdrawn = new ConsentWithdrawn(Histories.change(THANDI, OFFERS, Channel.EMAIL, EFFECTIVE));
        ConsentEvent undone =
                new ConsentGiven(change(OFFERS, LATER, null, CaptureMethod.UNSUBSCRIBE_LINK, UUID.randomUUID(), null));
        ConsentEvent asked = new ConsentRequested(Histories.change(THANDI, OFFERS, Channel.EMAIL, LATER));
        ConsentEvent renewed =
                new ConsentRenewed(change(OFFERS, LATER, SECOND.ref(), CaptureMethod.SUBSCRIPTION_FORM, null, null));
        Instant at = LATER.plusSeconds(60);

        assertThat(codes(decide(fold(old, asked), OFFERS, at, NOTICES))).containsExactly(ReasonCode.RECONSENT_REQUIRED);
        assertThat(codes(decide(fold(old, withdrawn, undone), OFFERS, at, NOTICES)))
                .containsExactly(ReasonCode.RECONSENT_REQUIRED);
        assertThat(codes(decide(fold(old, withdrawn, undone, renewed), OFFERS, at, NOTICES)))
                .isEmpty();
    }

    /** Published on the day after it took effect: whoever consented in between was shown the old text. */
    @Test
    void aVersionPublishedTooLateWasShownToNobodyBefore() {
        NoticeVersion backdated = version("2", 2, EFFECTIVE.toString(), LATER.toString(), OFFERS);
        PublishedNotices notices = PublishedNotices.of(List.of(FIRST, backdated));
        Instant at = LATER.plusSeconds(60);

        assertThat(codes(decide(fold(given(LATER.minusSeconds(1), null)), OFFERS, at, notices)))
                .containsExactly(ReasonCode.RECONSENT_REQUIRED);
        assertThat(codes(decide(fold(given(LATER, null)), OFFERS, at, notices))).isEmpty();
    }

    /** The third was written in March and the second in June, though it takes effect before the third. */
    @Test
    void aLaterTextThatWasWrittenBeforeTellsNothingOfTheVersionUntilThatIsKnown() {
        NoticeVersion third = version("3", 2, "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z");
        NoticeVersion backdated = version("2", 3, "2026-02-01T00:00:00Z", PUBLISHED.toString(), OFFERS);
        PublishedNotices notices = PublishedNotices.of(List.of(FIRST, third, backdated));

        assertThat(codes(decide(fold(given(PUBLISHED.minusSeconds(1), third.ref())), OFFERS, LATER, notices)))
                .containsExactly(ReasonCode.RECONSENT_REQUIRED);
        assertThat(codes(decide(fold(given(PUBLISHED, third.ref())), OFFERS, LATER, notices)))
                .isEmpty();
    }

    @Test
    void aConsentThatNeedsToBeGivenAnewLiftsNeitherAnOptOutNorARegistrysBlock() {
        Registries signedOff = new Registries(
                new NccRegistration("NCC-1", FIRST.effectiveFrom(), Instant.parse("2100-01-01T00:00:00Z")),
                false,
                new SignOff("N. Dlamini", FIRST.effectiveFrom(), "LEGAL-88"));
        ContactFacts facts = fold(given(GIVEN, FIRST.ref()))
                .apply(entry(SuppressionReason.OPT_OUT))
                .apply(entry(SuppressionReason.REGISTRY));
        Situation situation = Situations.with(NOTICES, signedOff);
        SendQuestion question = question(OFFERS, MessageClass.MARKETING, Optional.empty());

        assertThat(codes(DecisionPolicy.decide(facts, question, situation, EFFECTIVE.minusSeconds(1))))
                .doesNotContain(ReasonCode.SUPPRESSED_OPT_OUT, ReasonCode.NCC_BLOCK, ReasonCode.RECONSENT_REQUIRED);
        assertThat(codes(DecisionPolicy.decide(facts, question, situation, EFFECTIVE)))
                .containsSubsequence(
                        ReasonCode.SUPPRESSED_OPT_OUT, ReasonCode.NCC_BLOCK, ReasonCode.RECONSENT_REQUIRED);
    }

    private static SuppressionAdded entry(SuppressionReason reason) {
        return new SuppressionAdded(
                UUID.randomUUID(),
                Histories.ADDRESS,
                null,
                Channel.EMAIL,
                reason,
                SuppressionOrigin.RECIPIENT,
                GIVEN.minusSeconds(3_600),
                null,
                null,
                null);
    }

    @Test
    void aSoftOptInIsNoConsentThatCouldBeAskedForAnew() {
        ContactFacts facts = fold(new ConsentGiven(change(
                OFFERS, GIVEN, FIRST.ref(), CaptureMethod.REGISTRATION_CHECKBOX, null, ConsentBasis.SOFT_OPT_IN)));

        Verdict verdict = decide(facts, OFFERS, LATER, NOTICES);

        assertThat(verdict.decision()).isEqualTo(Decision.ALLOW);
        assertThat(verdict.validUntil())
                .contains(GIVEN.atZone(Situations.FRESH.zone())
                        .plus(Purpose.INACTIVITY_DEFAULT)
                        .toInstant());
    }

    @Test
    void whoConsentedAnewOnASharedAddressIsWhoTheMessageRestsOn() {
        ConsentEvent old = given(GIVEN, FIRST.ref());
        ConsentEvent anew = new ConsentGiven(Histories.change(SIPHO, OFFERS, Channel.EMAIL, LATER));
        UUID siphos = new UUID(8, 8);
        ContactFacts facts = ContactFacts.EMPTY.apply(EVENT, old).apply(siphos, anew);

        Verdict verdict = decide(facts, OFFERS, LATER, NOTICES);

        assertThat(codes(verdict)).isEmpty();
        assertThat(verdict.consent().map(ConsentFact::eventId)).contains(siphos);
    }

    @Test
    void whatWillNeedConsentAnewInTheMorningIsNotDeferred() {
        Instant night = Instant.parse("2026-06-09T20:00:00Z");
        NoticeVersion atMidnight = version("2", 2, "2026-06-10T00:00:00Z", PUBLISHED.toString(), OFFERS);
        PublishedNotices notices = PublishedNotices.of(List.of(FIRST, atMidnight));

        Verdict verdict = decide(fold(given(GIVEN, FIRST.ref())), OFFERS, night, notices);

        assertThat(codes(verdict)).containsExactly(ReasonCode.RECONSENT_REQUIRED, ReasonCode.QUIET_HOURS);
        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
        assertThat(codes(decide(fold(given(GIVEN, FIRST.ref())), OFFERS, EFFECTIVE.plusSeconds(43_200), NOTICES)))
                .containsExactly(ReasonCode.RECONSENT_REQUIRED, ReasonCode.QUIET_HOURS);
    }

    @Test
    void aPublicationNeverTurnsDenyIntoAllowAndTouchesNoOtherPurpose() {
        long seed = Long.getLong("policy.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            ContactFacts facts = ContactFacts.EMPTY;
            for (Histories.Entry entry : Histories.random(random)) {
                facts = facts.apply(entry.id(), citing(entry.event(), random));
            }
            List<NoticeVersion> some = new ArrayList<>();
            int published = random.nextInt(4);
            for (int revision = 1; revision <= published; revision++) {
                some.add(randomVersion(random, revision, OFFERS));
            }
            PublishedNotices before = PublishedNotices.of(some);
            some.add(randomVersion(random, 9, OFFERS));
            PublishedNotices after = PublishedNotices.of(some);

            if (decide(facts, OFFERS, EFFECTIVE, before).decision() == Decision.DENY) {
                assertThat(decide(facts, OFFERS, EFFECTIVE, after).decision())
                        .as("seed %d, run %d", seed, i)
                        .isEqualTo(Decision.DENY);
            }
            assertThat(decide(facts, NEWS, EFFECTIVE, after))
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(decide(facts, NEWS, EFFECTIVE, before));
        }
    }

    /** No two for the same instant: the later one may take back what the earlier one asked for. */
    private static NoticeVersion randomVersion(Random random, int revision, PurposeKey purpose) {
        String from = Histories.START
                .plusSeconds(random.nextInt(14))
                .plusNanos(revision * 1_000L)
                .toString();
        return random.nextBoolean()
                ? version(String.valueOf(revision), revision, from, from, purpose)
                : version(String.valueOf(revision), revision, from, from);
    }

    /** Never the version that is published last: to learn what a consent was given under may well allow. */
    private static ConsentEvent citing(ConsentEvent event, Random random) {
        if (!event.status().isValid() || random.nextBoolean()) {
            return event;
        }
        NoticeRef cited = new NoticeRef("privacy", String.valueOf(1 + random.nextInt(8)));
        ConsentChange change = event.change();
        return new ConsentGiven(new ConsentChange(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                change.addresses(),
                change.occurredAt(),
                change.recordedAt(),
                change.actor(),
                change.method(),
                cited,
                null,
                null,
                null));
    }

    private static NoticeVersion version(
            String version, long revision, String effectiveFrom, String publishedAt, PurposeKey... reconsent) {
        return new NoticeVersion(
                new NoticeRef("privacy", version),
                revision,
                new UUID(0, revision),
                Instant.parse(effectiveFrom),
                Instant.parse(publishedAt),
                List.of(reconsent));
    }

    private static ConsentEvent given(Instant at, @Nullable NoticeRef cited) {
        return new ConsentGiven(change(OFFERS, at, cited, CaptureMethod.SUBSCRIPTION_FORM, null, null));
    }

    private static ConsentChange change(
            PurposeKey purpose,
            Instant at,
            @Nullable NoticeRef cited,
            CaptureMethod method,
            @Nullable UUID cause,
            @Nullable ConsentBasis basis) {
        return new ConsentChange(
                THANDI,
                purpose,
                Channel.EMAIL,
                List.of(Histories.ADDRESS),
                at,
                at,
                Actor.SUBJECT,
                method,
                cited,
                null,
                cause,
                basis);
    }

    private static ContactFacts fold(ConsentEvent... events) {
        ContactFacts facts = ContactFacts.EMPTY;
        for (ConsentEvent event : events) {
            facts = facts.apply(EVENT, event);
        }
        return facts;
    }

    private static Verdict decide(ContactFacts facts, PurposeKey purpose, Instant at, PublishedNotices notices) {
        SendQuestion question = question(purpose, MessageClass.MARKETING, Optional.empty());
        return DecisionPolicy.decide(facts, question, Situations.with(notices), at);
    }

    private static SendQuestion question(PurposeKey purpose, MessageClass messageClass, Optional<Instant> sendAt) {
        return question(purpose, messageClass, sendAt, MessageClass.MARKETING);
    }

    private static SendQuestion question(
            PurposeKey purpose, MessageClass messageClass, Optional<Instant> sendAt, MessageClass purposeClass) {
        Purpose known = new Purpose(
                purpose,
                Map.of("en", "Offers"),
                Map.of(),
                purposeClass,
                List.of(Channel.EMAIL),
                Map.of("popia", LawfulBasis.CONSENT),
                null,
                null,
                List.of(),
                null,
                true,
                List.of(),
                List.of(),
                List.of(),
                1);
        return new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(known),
                true,
                messageClass,
                true,
                sendAt,
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
    }

    private static List<ReasonCode> codes(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::code).toList();
    }
}
