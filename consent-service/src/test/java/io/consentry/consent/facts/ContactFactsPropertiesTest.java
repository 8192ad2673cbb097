package io.consentry.consent.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.Histories;
import io.consentry.consent.testing.Histories.Entry;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.AgreedSpan;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.kit.json.EventJson;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Properties of the fold over 10,000 random histories each; a failure names the seed. */
class ContactFactsPropertiesTest {

    private static final int HISTORIES = 10_000;
    private final long seed = Long.getLong("history.seed", System.nanoTime());

    @Test
    void replayFromZeroEqualsIncremental() {
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            List<Entry> history = Histories.random(random);
            ContactFacts incremental = ContactFacts.EMPTY;
            for (Entry entry : history) {
                incremental = EventJson.read(
                        EventJson.write(incremental.apply(entry.id(), entry.event())), ContactFacts.class);
            }
            assertThat(incremental).as("seed %d, history %d", seed, i).isEqualTo(fold(history));
        }
    }

    @Test
    void lastDecisionOfEachPersonStandsAndNoWithdrawalIsLost() {
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            List<Entry> history = Histories.random(random);
            ContactFacts facts = fold(history);
            for (PurposeKey purpose : Histories.PURPOSES) {
                for (Channel channel : Histories.CHANNELS) {
                    for (SubjectId subject : subjects(history)) {
                        assertThat(facts.latest(subject, purpose, channel).map(ConsentFact::eventId))
                                .as("seed %d, history %d, %s on %s", seed, i, purpose, channel)
                                .isEqualTo(lastDecision(history, subject, purpose, channel));
                    }
                }
            }
        }
    }

    @Test
    void amongTheAddressesOfOnePersonANoOutweighsEveryYesInAnyOrder() {
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            ContactFacts one = fold(Histories.random(random));
            ContactFacts other = fold(Histories.random(random));
            for (PurposeKey purpose : Histories.PURPOSES) {
                for (Channel channel : Histories.CHANNELS) {
                    boolean refused = refuses(one, purpose, channel) || refuses(other, purpose, channel);
                    assertThat(refuses(ContactFacts.together(List.of(one, other), purpose, channel), purpose, channel))
                            .as("seed %d, run %d", seed, i)
                            .isEqualTo(refused);
                    assertThat(refuses(ContactFacts.together(List.of(other, one), purpose, channel), purpose, channel))
                            .as("seed %d, run %d", seed, i)
                            .isEqualTo(refused);
                }
            }
        }
    }

    @Test
    void flagsOfAllPeopleAndAddressesStandAfterAnyReplay() {
        Random random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            ContactFacts facts = ContactFacts.EMPTY;
            Map<String, Boolean> expected = new TreeMap<>();
            for (int event = 0; event < random.nextInt(8); event++) {
                SubjectId subject = new SubjectId(new UUID(0, random.nextInt(2)));
                Boolean child = List.of(Optional.of(true), Optional.of(false), Optional.<Boolean>empty())
                        .get(random.nextInt(3))
                        .orElse(null);
                boolean restricted = random.nextBoolean();
                facts = EventJson.read(
                        EventJson.write(facts.apply(
                                new UUID(1, event),
                                new SubjectFlagged(
                                        subject,
                                        List.of(),
                                        child,
                                        null,
                                        restricted,
                                        Histories.START,
                                        Histories.START))),
                        ContactFacts.class);
                if (child != null) {
                    expected.put(subject.value() + "CHILD", child);
                }
                expected.put(subject.value() + "RESTRICTED", restricted);
            }
            expected.values().removeIf(set -> !set);
            ContactFacts elsewhere = ContactFacts.EMPTY.withFlags(facts.flags()).withFlags(facts.flags());
            for (ContactFacts one : List.of(
                    facts,
                    elsewhere,
                    ContactFacts.together(List.of(elsewhere, facts), Histories.PURPOSES.get(0), Channel.EMAIL))) {
                assertThat(one.flags())
                        .as("seed %d, run %d", seed, i)
                        .extracting(fact -> fact.subjectId().value() + "" + fact.flag())
                        .containsExactlyInAnyOrderElementsOf(expected.keySet());
            }
        }
    }

    @Test
    void anAgreementStandsUntilItsEndAnotherOrAnOptOutFromEverythingOnItsChannel() {
        Random random = new Random(seed);
        List<SubjectId> subjects = List.of(new SubjectId(new UUID(0, 1)), new SubjectId(new UUID(0, 2)));
        AgreedHours hours = new AgreedHours(List.of(new AgreedSpan(DayOfWeek.SUNDAY, "10:00", "12:00")), false);
        for (int i = 0; i < HISTORIES; i++) {
            ContactFacts facts = ContactFacts.EMPTY;
            Map<String, UUID> expected = new TreeMap<>();
            for (int event = 0; event < random.nextInt(12); event++) {
                UUID id = new UUID(1, event);
                SubjectId subject = subjects.get(random.nextInt(2));
                Channel channel = Histories.CHANNELS.get(random.nextInt(2));
                List<Channel> channels = random.nextInt(3) == 0 ? Histories.CHANNELS : List.of(channel);
                int kind = random.nextInt(4);
                if (kind < 2) {
                    channels.forEach(on -> expected.put(subject.value() + on.wireName(), id));
                    facts = facts.apply(
                            id,
                            new HoursAgreed(
                                    subject, List.of(), channels, hours, null, Histories.START, Histories.START));
                } else if (kind == 2) {
                    channels.forEach(on -> expected.remove(subject.value() + on.wireName()));
                    facts = facts.apply(
                            id,
                            new HoursAgreementEnded(subject, List.of(), channels, Histories.START, Histories.START));
                } else {
                    PurposeKey purpose = random.nextBoolean() ? Histories.PURPOSES.get(0) : null;
                    Channel on = random.nextBoolean() ? channel : null;
                    if (purpose == null) {
                        expected.keySet()
                                .removeIf(name -> name.startsWith(subject.value() + (on == null ? "" : on.wireName())));
                    }
                    facts = facts.apply(
                            id, new ConsentWithdrawn(Histories.change(subject, purpose, on, Histories.START)));
                }
                facts = EventJson.read(EventJson.write(facts.withPeople(subjects)), ContactFacts.class);
            }
            Map<String, UUID> standing = new TreeMap<>();
            facts.agreements().forEach(fact -> fact.channels()
                    .forEach(on -> standing.put(fact.subjectId().value() + on.wireName(), fact.eventId())));
            assertThat(standing).as("seed %d, run %d", seed, i).isEqualTo(expected);
            for (Channel channel : Histories.CHANNELS) {
                long agreed = expected.keySet().stream()
                        .filter(name -> name.endsWith(channel.wireName()))
                        .count();
                assertThat(facts.agreedHours(channel))
                        .as("seed %d, run %d", seed, i)
                        .hasSize(agreed == 2 ? 2 : 0);
            }
        }
    }

    private static boolean refuses(ContactFacts facts, PurposeKey purpose, Channel channel) {
        return facts.latest(purpose, channel).stream()
                .anyMatch(fact -> fact.status().isOptOut());
    }

    @RepeatedTest(5)
    void anIncompleteAddressStaysIncomplete() {
        ContactFacts facts = ContactFacts.EMPTY.asIncomplete();
        for (Entry entry : Histories.random(new Random(seed))) {
            facts = facts.apply(entry.id(), entry.event());
        }
        assertThat(facts.incomplete()).isTrue();
    }

    private static ContactFacts fold(List<Entry> history) {
        ContactFacts facts = ContactFacts.EMPTY;
        for (Entry entry : history) {
            facts = facts.apply(entry.id(), entry.event());
        }
        return facts;
    }

    private static Set<SubjectId> subjects(List<Entry> history) {
        return history.stream().map(entry -> entry.event().change().subjectId()).collect(Collectors.toSet());
    }

    /** The specification, written without the fold: the last answer; a request counts only while there is none. */
    private static Optional<UUID> lastDecision(
            List<Entry> history, SubjectId subject, PurposeKey purpose, Channel channel) {
        List<Entry> relevant = new ArrayList<>();
        for (Entry entry : history) {
            ConsentChange change = entry.event().change();
            if (change.subjectId().equals(subject)
                    && (change.purpose() == null || change.purpose().equals(purpose))
                    && (change.channel() == null || change.channel() == channel)
                    && !(entry.event() instanceof ConsentRequested && !relevant.isEmpty())) {
                relevant.add(entry);
            }
        }
        return relevant.isEmpty()
                ? Optional.empty()
                : Optional.of(relevant.get(relevant.size() - 1).id());
    }
}
