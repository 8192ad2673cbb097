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
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.AgreedSpan;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gate 12 for people who agreed in writing to other hours (rules ). Times are Johannesburg's. */
class AgreedHoursTest {

    private static final Instant AGREED = at("2026-06-01T10:00");
    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(2, 2));
    private static final UUID AGREEMENT = new UUID(7, 7);
    private static final List<Channel> EMAIL = List.of(Channel.EMAIL);

    /** Early and late on weekdays, and Sunday mornings. */
    private static final AgreedHours EARLY_AND_LATE = hours(
            false,
            "MONDAY 06:00-22:00",
            "TUESDAY 06:00-22:00",
            "WEDNESDAY 06:00-22:00",
            "THURSDAY 06:00-22:00",
            "FRIDAY 06:00-22:00",
            "SUNDAY 10:00-12:00");

    @ParameterizedTest
    @CsvSource({
        // asked for, next allowed
        "2026-06-10T05:59:59, 2026-06-10T06:00",
        "2026-06-10T06:00, ",
        "2026-06-10T12:00, ",
        "2026-06-10T21:59:59, ",
        "2026-06-10T22:00, 2026-06-11T06:00",
        // Saturday was not agreed: the law's hours hold
        "2026-06-12T22:00, 2026-06-13T09:00",
        "2026-06-13T13:00, 2026-06-14T10:00",
        "2026-06-14T11:59:59, ",
        "2026-06-14T12:00, 2026-06-15T06:00",
        // Youth Day is a Tuesday, and no holiday was agreed
        "2026-06-15T21:00, ",
        "2026-06-15T22:00, 2026-06-17T06:00",
        "2026-06-16T10:00, 2026-06-17T06:00",
    })
    void agreedHoursAreAddedToThoseOfTheLaw(LocalDateTime asked, @Nullable LocalDateTime next) {
        Verdict verdict = decide(agreed(consented(), THANDI, EARLY_AND_LATE), at(asked));

        assertThat(verdict.decision()).isEqualTo(next == null ? Decision.ALLOW : Decision.DEFER);
        assertThat(verdict.nextAllowedAt()).isEqualTo(Optional.ofNullable(next).map(AgreedHoursTest::at));
    }

    @Test
    void theVerdictNamesTheAgreementWhereItRestsOnIt() {
        ContactFacts facts = agreed(consented(), THANDI, EARLY_AND_LATE);

        assertThat(decide(facts, at("2026-06-10T12:00")).agreements()).isEmpty();
        assertThat(decide(facts, at("2026-06-10T21:00")).agreements())
                .extracting(agreement -> agreement.eventId())
                .containsExactly(AGREEMENT);
        assertThat(decide(facts, at("2026-06-10T23:00")).agreements()).hasSize(1);
        assertThat(decide(facts, at("2026-06-12T23:00")).agreements()).isEmpty();
    }

    @Test
    void anotherChannelIsNotAgreed() {
        Instant night = at("2026-06-10T21:00");
        ContactFacts facts = agreed(consented(), THANDI, List.of(Channel.SMS), EARLY_AND_LATE, null);

        assertThat(decide(facts, night).decision()).isEqualTo(Decision.DEFER);
    }

    @Test
    void itEndsAtItsInstantAndOpensNothingAfter() {
        ContactFacts facts = agreed(consented(), THANDI, EMAIL, EARLY_AND_LATE, at("2026-06-10T21:30"));

        assertThat(decide(facts, at("2026-06-10T21:29:59")).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(facts, at("2026-06-10T21:30")).nextAllowedAt()).contains(at("2026-06-11T08:00"));
        assertThat(decide(facts, at("2026-06-09T22:00")).nextAllowedAt()).contains(at("2026-06-10T06:00"));
        assertThat(decide(
                                agreed(consented(), THANDI, EMAIL, EARLY_AND_LATE, at("2026-06-10T23:00")),
                                at("2026-06-10T22:30"))
                        .nextAllowedAt())
                .as("its next hours begin after its end")
                .contains(at("2026-06-11T08:00"));
    }

    @Test
    void aConsentThatEndsBeforeTheAgreedHoursIsNoGroundForWaiting() {
        ContactFacts facts = agreed(consentedUntil(at("2026-06-11T07:00")), THANDI, EARLY_AND_LATE);

        assertThat(decide(facts, at("2026-06-10T23:00")).nextAllowedAt()).contains(at("2026-06-11T06:00"));
        assertThat(codes(decide(
                        agreed(consentedUntil(at("2026-06-11T05:00")), THANDI, EARLY_AND_LATE),
                        at("2026-06-10T23:00"))))
                .containsExactly(ReasonCode.CONSENT_EXPIRED, ReasonCode.QUIET_HOURS);
    }

    @Test
    void everybodyOnTheAddressMustHaveAgreed() {
        Instant night = at("2026-06-10T21:00");
        ContactFacts one = agreed(consented(), THANDI, EARLY_AND_LATE);
        ContactFacts shared = one.withPeople(List.of(SIPHO));

        assertThat(decide(one.withPeople(List.of(THANDI)), night).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(shared, night).decision()).isEqualTo(Decision.DEFER);
        assertThat(decide(agreed(shared, SIPHO, hours(true, "WEDNESDAY 19:00-21:30")), night)
                        .decision())
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(agreed(shared, SIPHO, hours(true, "WEDNESDAY 19:00-20:30")), night)
                        .nextAllowedAt())
                .contains(at("2026-06-11T08:00"));
        assertThat(decide(
                                one.apply(
                                        UUID.randomUUID(),
                                        new SubjectFlagged(SIPHO, List.of(), false, null, true, AGREED, AGREED)),
                                night)
                        .decision())
                .isEqualTo(Decision.DENY);
        assertThat(decide(
                                one.apply(
                                        UUID.randomUUID(),
                                        new ConsentGiven(Histories.change(
                                                SIPHO, Histories.PURPOSES.get(1), Channel.SMS, AGREED))),
                                night)
                        .decision())
                .as("somebody of whom only a consent is known")
                .isEqualTo(Decision.DEFER);
    }

    @Test
    void itMustHaveBeenAgreedAtEveryAddressThatIsAsked() {
        Instant night = at("2026-06-10T21:00");
        ContactFacts agreed = agreed(consented(), THANDI, EARLY_AND_LATE);
        ContactFacts later = consented();

        assertThat(decide(together(agreed, agreed), night).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(together(agreed, later), night).decision()).isEqualTo(Decision.DEFER);
        assertThat(decide(together(later, agreed), night).decision()).isEqualTo(Decision.DEFER);
        assertThat(decide(together(agreed).beside(ContactFacts.EMPTY), night).decision())
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(together(later).beside(agreed), night).decision()).isEqualTo(Decision.DEFER);
    }

    private static ContactFacts together(ContactFacts... addresses) {
        return ContactFacts.together(List.of(addresses), Histories.PURPOSES.get(0), Channel.EMAIL);
    }

    @Test
    void itsEndAndAnOptOutFromEverythingEndIt() {
        Instant night = at("2026-06-10T21:00");
        ContactFacts facts = agreed(consented(), THANDI, List.of(Channel.EMAIL, Channel.SMS), EARLY_AND_LATE, null);

        assertThat(decide(ended(facts, Channel.SMS), night).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(ended(facts, Channel.EMAIL), night).decision()).isEqualTo(Decision.DEFER);
        assertThat(ended(ended(facts, Channel.EMAIL), Channel.SMS)).isEqualTo(consented());
        assertThat(decide(consentedAnew(withdrawn(facts, false, Channel.EMAIL)), night)
                        .decision())
                .as("an opt-out from one purpose")
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(consentedAnew(withdrawn(facts, true, Channel.SMS)), night)
                        .decision())
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(consentedAnew(withdrawn(facts, true, Channel.EMAIL)), night)
                        .decision())
                .isEqualTo(Decision.DEFER);
        assertThat(decide(consentedAnew(withdrawn(facts, true, null)), night).decision())
                .isEqualTo(Decision.DEFER);
    }

    private static ContactFacts ended(ContactFacts facts, Channel channel) {
        return facts.apply(
                UUID.randomUUID(), new HoursAgreementEnded(THANDI, List.of(), List.of(channel), AGREED, AGREED));
    }

    private static ContactFacts withdrawn(ContactFacts facts, boolean everything, @Nullable Channel channel) {
        return facts.apply(
                UUID.randomUUID(),
                new ConsentWithdrawn(Histories.change(
                        THANDI, everything ? null : Histories.PURPOSES.get(0), channel, AGREED.plusSeconds(1))));
    }

    private static ContactFacts consentedAnew(ContactFacts facts) {
        return facts.apply(
                UUID.randomUUID(),
                new ConsentGiven(
                        Histories.change(THANDI, Histories.PURPOSES.get(0), Channel.EMAIL, AGREED.plusSeconds(2))));
    }

    @Test
    void onlyADeferBecomesAnAllowWhateverElseIsKnown() {
        long seed = Long.getLong("policy.seed", System.nanoTime());
        Random random = new Random(seed);
        int opened = 0;
        for (int i = 0; i < 10_000; i++) {
            ContactFacts facts = history(random);
            Instant at = at("2026-06-10T00:00").plusSeconds(random.nextInt(8 * 24 * 60 * 60));
            ContactFacts agreed = facts;
            for (SubjectId person : List.of(THANDI, SIPHO)) {
                if (random.nextInt(4) > 0) {
                    agreed = agreed(agreed, person, EMAIL, randomHours(random), randomEnd(random));
                }
            }
            for (MessageClass messageClass : List.of(MessageClass.MARKETING, MessageClass.SERVICE)) {
                Verdict before = decide(facts, messageClass, at);
                Verdict after = decide(agreed, messageClass, at);
                String story = "seed %d, run %d, %s: %s".formatted(seed, i, at, agreed);
                assertThat(after.reasons())
                        .as(story)
                        .filteredOn(reason -> !isAboutTime(reason))
                        .isEqualTo(before.reasons().stream()
                                .filter(reason -> !isAboutTime(reason))
                                .toList());
                if (before.decision() == Decision.ALLOW) {
                    assertThat(after).as(story).isEqualTo(before);
                } else if (after.decision() == Decision.ALLOW) {
                    opened++;
                    assertThat(codes(before)).as(story).contains(ReasonCode.QUIET_HOURS);
                    assertThat(after.agreements()).as(story).isNotEmpty();
                }
                if (before.decision() == Decision.DEFER && after.decision() == Decision.DEFER) {
                    assertThat(after.nextAllowedAt().orElseThrow())
                            .as(story)
                            .isBeforeOrEqualTo(before.nextAllowedAt().orElseThrow());
                }
            }
        }
        assertThat(opened).as("seed %d", seed).isPositive();
    }

    /** Consents here do not expire, so that no deny is one that only an earlier opening heals. */
    private static boolean isAboutTime(Reason reason) {
        return reason.code() == ReasonCode.QUIET_HOURS;
    }

    private static ContactFacts history(Random random) {
        ContactFacts facts = ContactFacts.EMPTY;
        for (Histories.Entry entry : Histories.random(random)) {
            facts = facts.apply(entry.id(), entry.event());
        }
        SuppressionReason[] reasons = SuppressionReason.values();
        if (random.nextInt(4) == 0) {
            facts = facts.apply(new SuppressionAdded(
                    UUID.randomUUID(),
                    Histories.ADDRESS,
                    null,
                    null,
                    reasons[random.nextInt(reasons.length)],
                    SuppressionOrigin.TENANT,
                    AGREED,
                    null,
                    null,
                    null));
        }
        return random.nextInt(20) == 0 ? facts.asIncomplete() : facts;
    }

    private static AgreedHours randomHours(Random random) {
        List<AgreedSpan> spans = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(4) > 0) {
                int from = random.nextInt(24);
                int to = from + 1 + random.nextInt(24 - from);
                spans.add(new AgreedSpan(day, "%02d:00".formatted(from), "%02d:00".formatted(to)));
            }
        }
        return new AgreedHours(spans, random.nextBoolean());
    }

    private static @Nullable Instant randomEnd(Random random) {
        return random.nextBoolean() ? null : at("2026-06-08T00:00").plusSeconds(random.nextInt(9 * 24 * 60 * 60));
    }

    private static Verdict decide(ContactFacts facts, Instant at) {
        return decide(facts, MessageClass.MARKETING, at);
    }

    private static Verdict decide(ContactFacts facts, MessageClass messageClass, Instant at) {
        Purpose purpose = new Purpose(
                Histories.PURPOSES.get(0),
                Map.of("en", "Offers"),
                Map.of(),
                messageClass,
                EMAIL,
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
        SendQuestion question = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(purpose),
                true,
                messageClass,
                true,
                Optional.of(at),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
        return DecisionPolicy.decide(facts, question, Situations.FRESH, AGREED.plusSeconds(60));
    }

    private static List<ReasonCode> codes(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::code).toList();
    }

    private static ContactFacts consented() {
        return consentedUntil(null);
    }

    private static ContactFacts consentedUntil(@Nullable Instant end) {
        var own = Histories.change(THANDI, Histories.PURPOSES.get(0), Channel.EMAIL, AGREED.minusSeconds(60));
        return ContactFacts.EMPTY.apply(
                new UUID(8, 8),
                new ConsentGiven(new io.consentry.contract.event.ConsentChange(
                        own.subjectId(),
                        own.purpose(),
                        own.channel(),
                        own.addresses(),
                        own.occurredAt(),
                        own.recordedAt(),
                        own.actor(),
                        own.method(),
                        null,
                        end,
                        null,
                        null)));
    }

    private static ContactFacts agreed(ContactFacts facts, SubjectId subject, AgreedHours hours) {
        return agreed(facts, subject, EMAIL, hours, null);
    }

    private static ContactFacts agreed(
            ContactFacts facts,
            SubjectId subject,
            List<Channel> channels,
            AgreedHours hours,
            @Nullable Instant validUntil) {
        return facts.apply(AGREEMENT, new HoursAgreed(subject, List.of(), channels, hours, validUntil, AGREED, AGREED));
    }

    private static AgreedHours hours(boolean publicHolidays, String... spans) {
        return new AgreedHours(
                Arrays.stream(spans)
                        .map(span -> span.split("[ -]"))
                        .map(parts -> new AgreedSpan(DayOfWeek.valueOf(parts[0]), parts[1], parts[2]))
                        .toList(),
                publicHolidays);
    }

    private static Instant at(String johannesburgTime) {
        return at(LocalDateTime.parse(johannesburgTime));
    }

    private static Instant at(LocalDateTime johannesburgTime) {
        return johannesburgTime.toInstant(ZoneOffset.ofHours(2));
    }
}
