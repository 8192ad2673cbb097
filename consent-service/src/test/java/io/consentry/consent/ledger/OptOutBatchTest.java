package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.OptOutRecorder.Told;
import io.consentry.consent.subject.Identifier;
import io.consentry.consent.subject.Subject;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two people, each with a mail address of their own and one that they share. */
class OptOutBatchTest {

    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final KeyedAddress HERS = address('a');
    private static final KeyedAddress HIS = address('b');
    private static final KeyedAddress SHARED = address('c');
    private static final Subject SHE = subject(HERS, SHARED);
    private static final Subject HE = subject(HIS, SHARED);
    private static final Map<KeyedAddress, List<Subject>> PEOPLE =
            Map.of(HERS, List.of(SHE), HIS, List.of(HE), SHARED, List.of(SHE, HE));

    @Test
    void anOptOutCoversAllAddressesOfThePersonButOnASharedOneThatAddressOnly() {
        assertThat(outcome(List.of(told(HERS, false))).recorded())
                .containsExactly(
                        new Recorded(SHE.id(), Stream.of(HERS, SHARED).sorted().toList()));
        assertThat(outcome(List.of(told(SHARED, false))).recorded())
                .containsExactlyInAnyOrder(
                        new Recorded(SHE.id(), List.of(SHARED)), new Recorded(HE.id(), List.of(SHARED)));
    }

    @Test
    void aRepeatOfWhatStandsAddsNothingAlsoWhenBothCameTogether() {
        assertThat(outcome(List.of(told(HERS, false), told(HERS, true))).recorded())
                .hasSize(1);
    }

    @Test
    void anotherLinksOptOutIsRecordedBesideTheFirst() {
        assertThat(outcome(List.of(told(HERS, false), told(HERS, false))).recorded())
                .hasSize(2);
    }

    static Stream<Long> seeds() {
        return new Random(20261128).longs(200).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void togetherOrOneByOneIsTheSame(long seed) {
        Random random = new Random(seed);
        List<Told> told = IntStream.range(0, 12)
                .mapToObj(any -> told(List.of(HERS, HIS, SHARED).get(random.nextInt(3)), random.nextBoolean()))
                .toList();
        Outcome oneByOne = new Outcome(new ArrayList<>(), new TreeMap<>());
        told.forEach(one -> apply(List.of(one), oneByOne));

        Outcome together = outcome(told);

        assertThat(together.recorded()).isEqualTo(oneByOne.recorded());
        assertThat(optedOut(together)).isEqualTo(optedOut(oneByOne));
    }

    private record Recorded(SubjectId subject, List<KeyedAddress> addresses) {}

    private record Outcome(List<Recorded> recorded, Map<AddressKey, ContactFacts> facts) {}

    private static Outcome outcome(List<Told> told) {
        Outcome outcome = new Outcome(new ArrayList<>(), new TreeMap<>());
        apply(told, outcome);
        return outcome;
    }

    private static void apply(List<Told> told, Outcome outcome) {
        OptOutBatch batch = new OptOutBatch(PEOPLE, NOW);
        told.forEach(batch::add);
        outcome.facts().putAll(batch.recordBeside(outcome.facts()));
        batch.events().events().stream()
                .map(recorded -> recorded.event().change())
                .forEach(change -> outcome.recorded().add(new Recorded(change.subjectId(), change.addresses())));
    }

    private static List<Boolean> optedOut(Outcome outcome) {
        return Stream.of(HERS, HIS, SHARED)
                .map(address -> outcome.facts().getOrDefault(address.key(), ContactFacts.EMPTY))
                .flatMap(facts ->
                        Stream.of(SHE, HE).map(subject -> facts.isOptedOut(subject.id(), OFFERS, Channel.EMAIL)))
                .toList();
    }

    private static Told told(KeyedAddress address, boolean repeat) {
        return new Told(
                UUID.randomUUID(),
                new WithdrawalReceived(
                        address, OFFERS, Channel.EMAIL, NOW, CaptureMethod.UNSUBSCRIBE_LINK, null, repeat, null));
    }

    private static Subject subject(KeyedAddress... addresses) {
        return new Subject(
                new SubjectId(UUID.randomUUID()),
                Stream.of(addresses)
                        .map(address -> new Identifier(address, "*@example.org"))
                        .toList());
    }

    private static KeyedAddress address(char digit) {
        return new KeyedAddress(
                AddressKind.EMAIL, new AddressKey(String.valueOf(digit).repeat(43)));
    }
}
