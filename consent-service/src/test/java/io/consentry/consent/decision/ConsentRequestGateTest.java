package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.Approach;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A message that asks for consent (rule A-06). */
class ConsentRequestGateTest {

    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(2, 2));
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final PurposeKey NEWS = new PurposeKey("news");
    private static final UUID REQUEST = new UUID(7, 7);
    /** A Wednesday, at ten in Johannesburg. */
    private static final Instant ASKED = Instant.parse("2026-06-10T08:00:00Z");

    private static final Instant END = ASKED.plus(Approach.WINDOW);

    @Test
    void theRecordedRequestIsItsGroundForAWeekToTheSecond() {
        assertThat(decide(requested(), REQUEST, ASKED).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(requested(), REQUEST, ASKED).validUntil()).contains(END);
        assertThat(decide(requested(), REQUEST, END.minusSeconds(1)).decision()).isEqualTo(Decision.ALLOW);
        assertThat(codes(decide(requested(), REQUEST, END))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void withoutTheRecordItHasNone() {
        assertThat(codes(decide(ContactFacts.EMPTY, REQUEST, ASKED))).containsExactly(ReasonCode.NO_CONSENT);
        assertThat(codes(decide(requested(), new UUID(8, 8), ASKED))).containsExactly(ReasonCode.NO_CONSENT);
        assertThat(codes(decide(requested(), null, ASKED))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void aNoToAnythingOfAnybodyAtTheAddressForbidsIt() {
        for (ConsentEvent no : List.of(
                new ConsentRefused(Histories.change(THANDI, OFFERS, Channel.EMAIL, ASKED)),
                new ConsentRefused(Histories.change(THANDI, NEWS, Channel.SMS, ASKED)),
                new ConsentWithdrawn(Histories.change(SIPHO, NEWS, Channel.EMAIL, ASKED)),
                new ConsentWithdrawn(Histories.change(THANDI, null, Channel.SMS, ASKED)))) {
            ContactFacts facts = requested().apply(new UUID(9, 9), no);

            Verdict verdict = decide(facts, REQUEST, ASKED);

            assertThat(codes(verdict)).containsExactly(ReasonCode.NO_CONSENT);
            assertThat(verdict.reasons().get(0).evidence()).isEqualTo(new UUID(9, 9));
        }
    }

    @Test
    void amongSeveralAddressesOfAPersonOneNoIsEnough() {
        ContactFacts other = ContactFacts.EMPTY.apply(
                new UUID(9, 9), new ConsentWithdrawn(Histories.change(THANDI, NEWS, Channel.SMS, ASKED)));

        assertThat(codes(decide(
                        ContactFacts.together(List.of(requested(), other), OFFERS, Channel.EMAIL), REQUEST, ASKED)))
                .containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void whoConsentedGetsItAsAnyMessage() {
        ContactFacts facts = requested()
                .apply(new UUID(9, 9), new ConsentGiven(Histories.change(THANDI, OFFERS, Channel.EMAIL, ASKED)));

        assertThat(decide(facts, REQUEST, END.plusSeconds(1))
                        .consent()
                        .orElseThrow()
                        .eventId())
                .isEqualTo(new UUID(9, 9));
    }

    @Test
    void aConsentThatIsOverOrASoftOptInThatLacksItsGroundHidesNoRequest() {
        ConsentChange before = Histories.change(THANDI, OFFERS, Channel.EMAIL, ASKED.minusSeconds(60));
        ContactFacts over = ContactFacts.EMPTY
                .apply(new UUID(5, 5), new ConsentGiven(with(before, ASKED, null)))
                .apply(REQUEST, request());
        ContactFacts standing = ContactFacts.EMPTY
                .apply(new UUID(5, 5), new ConsentGiven(with(before, ASKED.plusSeconds(1), null)))
                .apply(REQUEST, request());
        ContactFacts incomplete = ContactFacts.EMPTY
                .apply(new UUID(5, 5), new ConsentGiven(with(before, null, ConsentBasis.SOFT_OPT_IN_INCOMPLETE)))
                .apply(REQUEST, request());

        assertThat(decide(over, REQUEST, ASKED).consent().orElseThrow().eventId())
                .isEqualTo(REQUEST);
        assertThat(decide(standing, REQUEST, ASKED).consent().orElseThrow().eventId())
                .isEqualTo(new UUID(5, 5));
        assertThat(decide(incomplete, REQUEST, ASKED).consent().orElseThrow().eventId())
                .isEqualTo(REQUEST);
    }

    @Test
    void atNightItWaitsForTheMorningWhileItMayStillGoOutThen() {
        Instant night = Instant.parse("2026-06-10T20:00:00Z");

        assertThat(decide(requested(), REQUEST, night).decision()).isEqualTo(Decision.DEFER);
    }

    private static ConsentChange with(
            ConsentChange change, @Nullable Instant validUntil, @Nullable ConsentBasis basis) {
        return new ConsentChange(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                change.addresses(),
                change.occurredAt(),
                change.recordedAt(),
                change.actor(),
                change.method(),
                null,
                validUntil,
                null,
                basis);
    }

    private static ConsentEvent request() {
        return new ConsentRequested(Histories.change(THANDI, OFFERS, Channel.EMAIL, ASKED));
    }

    private static ContactFacts requested() {
        return ContactFacts.EMPTY.apply(REQUEST, request());
    }

    private static Verdict decide(ContactFacts facts, @Nullable UUID request, Instant at) {
        Purpose purpose = new Purpose(
                OFFERS,
                Map.of("en", "Offers"),
                Map.of(),
                MessageClass.MARKETING,
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
        SendQuestion question = new SendQuestion(
                true,
                Channel.EMAIL,
                Optional.of(purpose),
                true,
                MessageClass.SERVICE,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.ofNullable(request));
        return DecisionPolicy.decide(facts, question, Situations.FRESH, at);
    }

    private static List<ReasonCode> codes(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::code).toList();
    }
}
