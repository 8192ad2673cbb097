package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SubjectMerge;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.contract.event.SubjectEvent.IdentifierLinked;
import io.consentry.contract.event.SubjectEvent.NumberReassigned;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** After a merge the least permissive answer wins (capability C8); and what a number or a token that changed is good for. */
class MergedPeopleTest {

    private static final Instant GIVEN = Instant.parse("2026-02-10T08:00:00Z");

    /** A Wednesday within contact hours. */
    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");

    private static final SubjectId THANDI = new SubjectId(new UUID(0, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(0, 2));
    private static final KeyedAddress ONE = new KeyedAddress(AddressKind.EMAIL, new AddressKey("1".repeat(43)));
    private static final KeyedAddress OTHER = new KeyedAddress(AddressKind.EMAIL, new AddressKey("2".repeat(43)));
    private static final PurposeKey OFFERS = Histories.PURPOSES.get(0);
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
    private static final SendQuestion QUESTION = new SendQuestion(
            true,
            Channel.EMAIL,
            Optional.of(PURPOSE),
            true,
            MessageClass.MARKETING,
            true,
            Optional.empty(),
            ContentProof.ABSENT,
            Optional.empty(),
            Optional.empty());

    @Test
    void theLeastPermissiveAnswerOfEitherWins() {
        long seed = Long.getLong("history.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            ContactFacts thandi = random(random, THANDI);
            ContactFacts sipho = random(random, SIPHO);

            Map<AddressKey, ContactFacts> after = SubjectMerge.after(
                    Map.of(ONE.key(), thandi, OTHER.key(), sipho), new UUID(3, i), merge(), thandi, sipho);

            Decision strictest =
                    strictest(decide(thandi).decision(), decide(sipho).decision());
            boolean refused = refuses(thandi) || refuses(sipho);
            for (KeyedAddress address : List.of(ONE, OTHER)) {
                Verdict verdict = decide(after.getOrDefault(address.key(), ContactFacts.EMPTY));
                Verdict before = decide(address.equals(ONE) ? thandi : sipho);
                assertThat(rank(verdict.decision()))
                        .as("seed %d, run %d: a merge permits nothing", seed, i)
                        .isLessThanOrEqualTo(rank(before.decision()));
                assertThat(verdict.reasons().stream().map(Reason::code).toList())
                        .as("seed %d, run %d: no reason against sending is lost", seed, i)
                        .containsAll(before.reasons().stream().map(Reason::code).toList());
                if (refused || isClosed(thandi) || isClosed(sipho)) {
                    assertThat(verdict.decision())
                            .as("seed %d, run %d: what closes one closes both", seed, i)
                            .isEqualTo(Decision.DENY);
                }
                if (strictest == Decision.DEFER) {
                    assertThat(verdict.decision())
                            .as("seed %d, run %d: a pause of one is a pause for both", seed, i)
                            .isEqualTo(Decision.DEFER);
                }
            }
        }
    }

    @Test
    void anExpiredPushTokenIsNoAddressForAnythingAndEndsAnAllow() {
        ContactFacts token = given(ContactFacts.EMPTY, THANDI, GIVEN)
                .apply(UUID.randomUUID(), new IdentifierLinked(THANDI, List.of(ONE), true, NOW, GIVEN, GIVEN));

        assertThat(DecisionPolicy.decide(token, QUESTION, Situations.FRESH, NOW.minusSeconds(1))
                        .validUntil())
                .contains(NOW);
        assertThat(codes(decide(token))).containsExactly(ReasonCode.ADDRESS_INVALID);
        ContactFacts seenAgain = token.apply(
                UUID.randomUUID(), new IdentifierLinked(THANDI, List.of(ONE), true, NOW.plusSeconds(1), NOW, NOW));
        assertThat(decide(seenAgain).decision()).isEqualTo(Decision.ALLOW);
    }

    @Test
    void ofSeveralTokensAnExpiredOneCarriesNoConsentForTheOthers() {
        ContactFacts expired = given(ContactFacts.EMPTY, THANDI, GIVEN)
                .apply(UUID.randomUUID(), new IdentifierLinked(THANDI, List.of(ONE), true, NOW, GIVEN, GIVEN));
        Recipient both =
                new Recipient(List.of(ONE.key(), OTHER.key()), Optional.of(new AddressKey("3".repeat(43))), List.of());
        Map<AddressKey, ContactFacts> known = Map.of(ONE.key(), expired);

        Verdict verdict = decide(both.facts(QUESTION, key -> known.getOrDefault(key, ContactFacts.EMPTY), NOW));
        Verdict alone = decide(new Recipient(List.of(ONE.key()), both.name(), List.of())
                .facts(QUESTION, key -> known.getOrDefault(key, ContactFacts.EMPTY), NOW));

        assertThat(codes(verdict)).containsExactly(ReasonCode.NO_CONSENT);
        assertThat(codes(alone)).containsExactly(ReasonCode.ADDRESS_INVALID);
    }

    @Test
    void consentsEndWhenANumberChangesHandsAndOptOutsStayUntilTheNewHolderConsents() {
        Instant reassigned = GIVEN.plusSeconds(60);
        ContactFacts consented = given(ContactFacts.EMPTY, THANDI, GIVEN);
        SubjectEvent event = new NumberReassigned(THANDI, List.of(ONE), reassigned, reassigned);

        assertThat(decide(consented).decision()).isEqualTo(Decision.ALLOW);
        assertThat(codes(decide(consented.apply(UUID.randomUUID(), event)))).containsExactly(ReasonCode.NO_CONSENT);

        ContactFacts optedOut = ContactFacts.EMPTY
                .apply(UUID.randomUUID(), new ConsentWithdrawn(Histories.change(THANDI, null, null, GIVEN)))
                .apply(UUID.randomUUID(), event);
        assertThat(refuses(optedOut)).isTrue();
        assertThat(refuses(given(optedOut, SIPHO, reassigned))).isTrue();
        assertThat(decide(given(optedOut, SIPHO, reassigned.plusSeconds(1))).decision())
                .isEqualTo(Decision.ALLOW);
    }

    private static SubjectsMerged merge() {
        Instant merged = GIVEN.plusSeconds(3_600);
        return new SubjectsMerged(
                THANDI, SIPHO, List.of(THANDI), List.of(SIPHO), List.of(ONE), List.of(OTHER), merged, merged);
    }

    private static ContactFacts random(Random random, SubjectId subject) {
        ContactFacts facts = ContactFacts.EMPTY;
        List<SubjectEvent> changes = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            changes.add(new SubjectFlagged(
                    subject, List.of(), random.nextBoolean(), null, random.nextBoolean(), GIVEN, GIVEN));
        }
        if (random.nextInt(4) == 0) {
            changes.add(new PreferencesSet(
                    subject, List.of(), NOW.plusSeconds(random.nextInt(3) - 1), List.of(), GIVEN, GIVEN));
        }
        for (SubjectEvent change : changes) {
            facts = facts.apply(new UUID(random.nextLong(), 0), change);
        }
        for (int at = random.nextInt(6); at > 0; at--) {
            facts = facts.apply(new UUID(random.nextLong(), 1), decision(random, subject, GIVEN.plusSeconds(60 - at)));
        }
        return facts;
    }

    private static ConsentEvent decision(Random random, SubjectId subject, Instant at) {
        Channel channel = Histories.CHANNELS.get(random.nextInt(2));
        return switch (random.nextInt(4)) {
            case 0, 1 -> new ConsentGiven(Histories.change(subject, OFFERS, channel, at));
            case 2 -> new ConsentRefused(Histories.change(subject, OFFERS, channel, at));
            default -> new ConsentWithdrawn(Histories.change(subject, null, random.nextBoolean() ? channel : null, at));
        };
    }

    private static ContactFacts given(ContactFacts facts, SubjectId subject, Instant at) {
        return facts.apply(UUID.randomUUID(), new ConsentGiven(Histories.change(subject, OFFERS, Channel.EMAIL, at)));
    }

    private static boolean refuses(ContactFacts facts) {
        return facts.latest(OFFERS, Channel.EMAIL).stream()
                .anyMatch(word -> word.status().isOptOut());
    }

    private static boolean isClosed(ContactFacts facts) {
        return !facts.flags().isEmpty();
    }

    private static Decision strictest(Decision one, Decision other) {
        return rank(one) < rank(other) ? one : other;
    }

    private static int rank(Decision decision) {
        return switch (decision) {
            case DENY -> 0;
            case DEFER -> 1;
            case ALLOW -> 2;
        };
    }

    private static Verdict decide(ContactFacts facts) {
        return DecisionPolicy.decide(facts, QUESTION, Situations.FRESH, NOW);
    }

    private static List<ReasonCode> codes(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::code).toList();
    }
}
