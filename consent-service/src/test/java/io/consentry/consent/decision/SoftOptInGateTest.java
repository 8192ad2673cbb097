package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.consent.testing.Histories.Entry;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
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

/** The customer exception (rule A-08) as a ground of marketing. */
class SoftOptInGateTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final Instant SOLD = Instant.parse("2026-03-10T08:00:00Z");
    private static final PurposeKey OFFERS = Histories.PURPOSES.get(0);
    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(2, 2));
    private static final int HISTORIES = 10_000;
    private final long seed = Long.getLong("policy.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        // basis, what the purpose says, reason
        "SOFT_OPT_IN, true,",
        "SOFT_OPT_IN, false, NO_CONSENT",
        "SOFT_OPT_IN,, NO_CONSENT",
        "SOFT_OPT_IN_INCOMPLETE, true, SOFT_OPTIN_INCOMPLETE",
        "SOFT_OPT_IN_INCOMPLETE, false, NO_CONSENT",
    })
    void aSoftOptInIsAGroundWhenItIsCompleteAndThePurposeTakesOne(
            ConsentBasis basis, @Nullable Boolean allowed, @Nullable ReasonCode reason) {
        ContactFacts facts = fold(List.of(softOptIn(THANDI, SOLD, basis)));

        Verdict verdict = decide(facts, purpose(allowed, LawfulBasis.CONSENT), Channel.EMAIL);

        assertThat(codes(verdict)).isEqualTo(reason == null ? List.of() : List.of(reason));
        assertThat(verdict.consent().map(ConsentFact::basis).orElse(null))
                .isEqualTo(reason == null ? ConsentBasis.SOFT_OPT_IN : null);
    }

    @Test
    void aPurposeThatNamesItAsItsBasisTakesOne() {
        ContactFacts facts = fold(List.of(softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN)));

        assertThat(codes(decide(facts, purpose(null, LawfulBasis.SOFT_OPT_IN), Channel.EMAIL)))
                .isEmpty();
    }

    @Test
    void onPostItIsNoGround() {
        ConsentChange change = Histories.change(THANDI, OFFERS, Channel.POST, SOLD);
        ConsentFact grant = fold(List.of(new ConsentGiven(withBasis(change, ConsentBasis.SOFT_OPT_IN))))
                .consents()
                .get(0);

        assertThat(SoftOptInGate.mayRestOn(grant, ContactFacts.EMPTY, purpose(true, LawfulBasis.CONSENT), Channel.POST))
                .isFalse();
    }

    @Test
    void consentIsToldBeforeASoftOptInOfAnotherPersonOnTheAddress() {
        ConsentEvent consent = new ConsentGiven(Histories.change(SIPHO, OFFERS, Channel.EMAIL, SOLD));
        ContactFacts facts = fold(List.of(softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN), consent));

        assertThat(decide(facts).consent().map(ConsentFact::restsOnSoftOptIn)).contains(false);
    }

    @Test
    void aWithdrawalEndsIt() {
        ContactFacts facts = fold(List.of(
                softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN),
                new ConsentWithdrawn(Histories.change(THANDI, null, null, SOLD.plusSeconds(1)))));

        assertThat(codes(decide(facts))).containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void itLiftsNeitherAWithdrawalNorARefusalNorAnEntryNorWhatIsLeftOfOne() {
        ConsentEvent later = softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN);
        Instant earlier = SOLD.minusSeconds(60);
        SuppressionAdded entry = optOut(earlier);

        assertThat(codes(decide(fold(
                        List.of(new ConsentWithdrawn(Histories.change(THANDI, null, Channel.EMAIL, earlier)), later)))))
                .containsExactly(ReasonCode.NO_CONSENT);
        assertThat(codes(decide(fold(
                        List.of(new ConsentRefused(Histories.change(THANDI, OFFERS, Channel.EMAIL, earlier)), later)))))
                .containsExactly(ReasonCode.NO_CONSENT);
        assertThat(codes(decide(fold(List.of(later)).apply(entry)))).containsExactly(ReasonCode.SUPPRESSED_OPT_OUT);
        assertThat(codes(decide(fold(List.of(later))
                        .apply(entry)
                        .apply(new SuppressionMinimised(entry.suppressionId(), Histories.ADDRESS, NOW)))))
                .containsExactly(ReasonCode.NO_CONSENT);
    }

    @Test
    void itNeitherReplacesConsentNorNeedsAnAnswerToARequest() {
        ConsentEvent consent = new ConsentGiven(Histories.change(THANDI, OFFERS, Channel.EMAIL, SOLD.minusSeconds(60)));
        ConsentEvent asked =
                new ConsentRequested(Histories.change(THANDI, OFFERS, Channel.EMAIL, SOLD.minusSeconds(60)));
        ConsentEvent incomplete = softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN_INCOMPLETE);
        ConsentEvent complete = softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN);

        assertThat(decide(fold(List.of(consent, incomplete))).consent().map(ConsentFact::ownAct))
                .contains(true);
        assertThat(decide(fold(List.of(asked, complete))).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(fold(List.of(incomplete, complete))).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(fold(List.of(complete, consent))).consent().map(ConsentFact::ownAct))
                .contains(true);
    }

    @Test
    void amongTheAddressesOfOnePersonConsentIsToldInAnyOrder() {
        ContactFacts soft = fold(List.of(softOptIn(THANDI, SOLD, ConsentBasis.SOFT_OPT_IN_INCOMPLETE)));
        ContactFacts own = fold(List.of(new ConsentGiven(Histories.change(THANDI, OFFERS, Channel.EMAIL, SOLD))));

        for (List<ContactFacts> order : List.of(List.of(soft, own), List.of(own, soft))) {
            assertThat(decide(ContactFacts.together(order, OFFERS, Channel.EMAIL))
                            .decision())
                    .isEqualTo(Decision.ALLOW);
        }
    }

    @Test
    void aSuppressionOrAnOptOutNeverTurnsDenyIntoAllow() {
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            List<ConsentEvent> history = withSoftOptIns(random);
            if (decide(fold(history)).decision() == Decision.ALLOW) {
                continue;
            }
            SuppressionAdded entry = optOut(Histories.START.plusSeconds(random.nextInt(12)));
            ContactFacts suppressed = fold(history).apply(entry);
            assertThat(decide(suppressed).decision())
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(Decision.DENY);
            assertThat(decide(suppressed.apply(new SuppressionMinimised(entry.suppressionId(), Histories.ADDRESS, NOW)))
                            .decision())
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(Decision.DENY);
            List<ConsentEvent> optedOut = new ArrayList<>(history);
            int place = random.nextInt(history.size() + 1);
            optedOut.add(
                    place,
                    new ConsentWithdrawn(Histories.change(
                            random.nextBoolean() ? THANDI : SIPHO,
                            random.nextBoolean() ? OFFERS : null,
                            random.nextBoolean() ? Channel.EMAIL : null,
                            Histories.START.plusSeconds(place))));
            assertThat(decide(fold(optedOut)).decision())
                    .as("seed %d, run %d, opt-out at %d", seed, i, place)
                    .isEqualTo(Decision.DENY);
        }
    }

    @Test
    void softOptInsLeaveEveryRefusalStanding() {
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            List<ConsentEvent> history = withSoftOptIns(random);
            List<ConsentEvent> ownWords = history.stream()
                    .filter(event -> event.change().basis() == null)
                    .toList();
            boolean refused = refuses(fold(ownWords));

            assertThat(refuses(fold(history))).as("seed %d, run %d", seed, i).isEqualTo(refused);
        }
    }

    private static boolean refuses(ContactFacts facts) {
        return facts.latest(OFFERS, Channel.EMAIL).stream()
                .anyMatch(fact -> fact.status().isOptOut());
    }

    /** A random history in which half the grants rest on the exception. */
    private static List<ConsentEvent> withSoftOptIns(Random random) {
        List<ConsentEvent> history = new ArrayList<>();
        for (Entry entry : Histories.random(random)) {
            ConsentEvent event = entry.event();
            if (event instanceof ConsentGiven && random.nextBoolean()) {
                ConsentBasis[] bases = ConsentBasis.values();
                event = new ConsentGiven(withBasis(event.change(), bases[random.nextInt(bases.length)]));
            }
            history.add(event);
        }
        return history;
    }

    private static ContactFacts fold(List<ConsentEvent> history) {
        ContactFacts facts = ContactFacts.EMPTY;
        for (ConsentEvent event : history) {
            facts = facts.apply(UUID.randomUUID(), event);
        }
        return facts;
    }

    private static ConsentEvent softOptIn(SubjectId subject, Instant at, ConsentBasis basis) {
        return new ConsentGiven(withBasis(Histories.change(subject, OFFERS, Channel.EMAIL, at), basis));
    }

    private static ConsentChange withBasis(ConsentChange change, ConsentBasis basis) {
        return new ConsentChange(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                change.addresses(),
                change.occurredAt(),
                change.recordedAt(),
                change.actor(),
                change.method(),
                change.notice(),
                change.validUntil(),
                change.cause(),
                basis);
    }

    private static SuppressionAdded optOut(Instant since) {
        return new SuppressionAdded(
                UUID.randomUUID(),
                Histories.ADDRESS,
                OFFERS,
                null,
                SuppressionReason.OPT_OUT,
                SuppressionOrigin.RECIPIENT,
                since,
                null,
                null,
                null);
    }

    private static Verdict decide(ContactFacts facts) {
        return decide(facts, purpose(true, LawfulBasis.CONSENT), Channel.EMAIL);
    }

    private static Verdict decide(ContactFacts facts, Purpose purpose, Channel channel) {
        SendQuestion question = new SendQuestion(
                true,
                channel,
                Optional.of(purpose),
                true,
                MessageClass.MARKETING,
                true,
                Optional.empty(),
                ContentProof.ABSENT,
                Optional.empty(),
                Optional.empty());
        return DecisionPolicy.decide(facts, question, Situations.FRESH, NOW);
    }

    private static Purpose purpose(@Nullable Boolean softOptIn, LawfulBasis basis) {
        return new Purpose(
                OFFERS,
                Map.of("en", "Offers"),
                Map.of(),
                MessageClass.MARKETING,
                List.of(Channel.EMAIL, Channel.POST),
                Map.of("popia", basis),
                null,
                null,
                List.of(),
                null,
                softOptIn,
                List.of(),
                List.of(),
                List.of(),
                1);
    }

    private static List<ReasonCode> codes(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::code).toList();
    }
}
