package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.PreferenceFact;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.Frequency;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.FrequencyChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreferenceGateTest {

    private static final UUID EVENT = new UUID(0, 7);
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final SubjectId THANDI = new SubjectId(new UUID(0, 1));
    private static final Instant NOW = Instant.parse("2026-06-10T10:00:00Z");
    private static final ContactFacts CONSENTED = ContactFacts.EMPTY.apply(
            new UUID(0, 2),
            new ConsentGiven(Histories.change(THANDI, OFFERS, Channel.EMAIL, Instant.parse("2026-05-01T10:00:00Z"))));

    @Test
    void aPauseDefersToItsInstantAndNotBeyond() {
        Instant end = NOW.plusSeconds(3600);
        ContactFacts paused = wishing(end, List.of());

        Verdict before = decide(paused, MessageClass.MARKETING, end.minusNanos(1), null);
        assertThat(before.decision()).isEqualTo(Decision.DEFER);
        assertThat(before.nextAllowedAt()).contains(end);
        assertThat(before.reasons()).containsExactly(Reason.healing(ReasonCode.PREFERENCE_OFF, EVENT, end));
        assertThat(decide(paused, MessageClass.MARKETING, end, null).decision()).isEqualTo(Decision.ALLOW);
    }

    @Test
    void aPauseIsAboutMarketingOnly() {
        ContactFacts paused = wishing(NOW.plusSeconds(3600), List.of());

        assertThat(decide(paused, MessageClass.AUTHENTICATION, NOW, null).decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void aPauseTurnsNoDenyIntoADefer() {
        ContactFacts paused = wishing(NOW.plusSeconds(3600), List.of()).withConsents(List.of());

        assertThat(decide(paused, MessageClass.MARKETING, NOW, null).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void weeklyMeansAWeekAfterTheLast() {
        ContactFacts weekly = wishing(null, List.of(new FrequencyChoice(OFFERS, Frequency.WEEKLY)));
        Instant last = NOW.minusSeconds(7 * 86_400 - 60);

        Verdict early = decide(weekly, MessageClass.MARKETING, NOW, last);
        assertThat(early.decision()).isEqualTo(Decision.DEFER);
        assertThat(early.nextAllowedAt()).contains(NOW.plusSeconds(60));
        assertThat(early.reasons()).extracting(Reason::code).containsExactly(ReasonCode.FREQUENCY_CAP);
        assertThat(decide(weekly, MessageClass.MARKETING, NOW, last.minusSeconds(60))
                        .decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void whoNeverSentMaySend() {
        ContactFacts monthly = wishing(null, List.of(new FrequencyChoice(OFFERS, Frequency.MONTHLY)));

        assertThat(decide(monthly, MessageClass.MARKETING, NOW, null).decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void aWishForOnePurposeIsAboutNoOther() {
        ContactFacts other = wishing(null, List.of(new FrequencyChoice(new PurposeKey("news"), Frequency.MONTHLY)));

        assertThat(decide(other, MessageClass.MARKETING, NOW, NOW).decision()).isEqualTo(Decision.ALLOW);
    }

    private static ContactFacts wishing(@Nullable Instant pausedUntil, List<FrequencyChoice> frequencies) {
        return CONSENTED.withPreferences(List.of(new PreferenceFact(THANDI, EVENT, NOW, pausedUntil, frequencies)));
    }

    private static Purpose purpose(MessageClass messageClass) {
        return new Purpose(
                OFFERS,
                Map.of("en", "Offers"),
                Map.of(),
                messageClass,
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
                1);
    }

    private static Verdict decide(
            ContactFacts facts, MessageClass messageClass, Instant at, @Nullable Instant lastSentAt) {
        SendQuestion question = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(purpose(messageClass)),
                true,
                messageClass,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.ofNullable(lastSentAt),
                Optional.empty());
        return DecisionPolicy.decide(facts, question, Situations.FRESH, at);
    }
}
