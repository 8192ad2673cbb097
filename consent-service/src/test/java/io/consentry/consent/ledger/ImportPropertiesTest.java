package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.ImportWorld.Imported;
import io.consentry.consent.ledger.ImportedRowParser.Parsed;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Capability C10 on random histories and lists: what is true of every import, and of every undo. The failing seed is printed. */
class ImportPropertiesTest {

    private static final int WORLDS = 3_000;

    private final long seed = Long.getLong("import.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private ImportWorld world(int acts) {
        ImportWorld world = new ImportWorld(random);
        for (int i = 0; i < acts; i++) {
            world.actOfSomebody();
        }
        return world;
    }

    private List<Parsed> list(ImportWorld world) {
        return LongStream.rangeClosed(1, 1 + random.nextInt(8))
                .mapToObj(world::row)
                .toList();
    }

    @Test
    void anImportOnlyTightensAndTakesEveryOptOut() {
        for (int run = 0; run < WORLDS; run++) {
            ImportWorld world = world(random.nextInt(10));
            Map<String, ContactFacts> before = world.places();
            List<Parsed> list = list(world);

            world.run(list);

            Map<String, ContactFacts> after = world.places();
            forEachState(
                    before, (place, subject, purpose, channel) -> refusedAt(before, place, subject, purpose, channel)
                            .ifPresent(refusedAt -> assertThat(refusedAt(after, place, subject, purpose, channel))
                                    .as("seed %d, an opt-out stands at %s", seed, place)
                                    .hasValueSatisfying(now -> assertThat(now).isAfterOrEqualTo(refusedAt))));
            for (Parsed row : list) {
                RecordConsent command = row.command();
                if (command != null && !command.decisions().get(0).action().gives()) {
                    assertOptedOut(world, command);
                }
            }
        }
    }

    private void assertOptedOut(ImportWorld world, RecordConsent command) {
        RequestedDecision decision = command.decisions().get(0);
        String externalId = command.subject().get(0).normalised();
        SubjectId subject = new SubjectId(new UUID(1, Long.parseLong(externalId.substring("crm-".length()))));
        for (PurposeKey purpose : ImportWorld.PURPOSES) {
            for (Channel channel : ImportWorld.CHANNELS) {
                if ((decision.purpose() == null || decision.purpose().equals(purpose))
                        && (decision.channel() == null || decision.channel() == channel)) {
                    assertThat(refusedAt(world.places(), subject.value().toString(), subject, purpose, channel))
                            .as("seed %d", seed)
                            .isPresent();
                }
            }
        }
    }

    @Test
    void theSameListAgainChangesNothing() {
        for (int run = 0; run < WORLDS; run++) {
            ImportWorld world = world(random.nextInt(10));
            List<Parsed> list = list(world);
            world.run(list);
            Map<String, Set<String>> once = world.lookUp();

            Imported again = world.run(list);

            assertThat(again.events()).as("seed %d, run %d", seed, run).isEmpty();
            assertThat(world.lookUp()).as("seed %d, run %d", seed, run).isEqualTo(once);
        }
    }

    @Test
    void anImportThatIsUndoneLeavesTheLookUpAsItWas() {
        for (int run = 0; run < WORLDS; run++) {
            ImportWorld world = world(random.nextInt(10));
            Map<String, Set<String>> before = world.lookUp();
            Imported imported = world.run(list(world));

            int kept = world.undo(imported.events(), change -> true);

            assertThat(world.lookUp()).as("seed %d, run %d", seed, run).isEqualTo(before);
            assertThat(kept).as("seed %d, run %d", seed, run).isZero();
        }
    }

    @Test
    void importsThatAreUndoneInTheReverseOrderLeaveTheLookUpAsItWas() {
        for (int run = 0; run < WORLDS; run++) {
            ImportWorld world = world(random.nextInt(10));
            Map<String, Set<String>> before = world.lookUp();
            Imported first = world.run(list(world));
            Imported second = world.run(list(world));

            world.undo(second.events(), change -> true);
            world.undo(first.events(), change -> true);

            assertThat(world.lookUp()).as("seed %d, run %d", seed, run).isEqualTo(before);
        }
    }

    /** Whatever came since, undoing allows nothing that was not allowed before the import, and lifts no other opt-out. */
    @Test
    void undoNeverLoosens() {
        for (int run = 0; run < WORLDS; run++) {
            ImportWorld world = world(random.nextInt(8));
            Map<String, ContactFacts> before = world.places();
            Imported imported = world.run(list(world));
            List<UUID> since = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                since.addAll(acted(world));
            }
            Map<String, ContactFacts> standing = world.places();
            boolean needsConsent = random.nextBoolean();

            world.undo(imported.events(), change -> needsConsent);

            Map<String, ContactFacts> after = world.places();
            int runNumber = run;
            forEachState(standing, (place, subject, purpose, channel) -> {
                boolean wasRefused =
                        refusedAt(standing, place, subject, purpose, channel).isPresent();
                boolean wasValid = isValid(standing, place, subject, purpose, channel);
                if (!wasValid && isValid(after, place, subject, purpose, channel)) {
                    assertThat(isValid(before, place, subject, purpose, channel))
                            .as("seed %d, run %d: allowed anew at %s", seed, runNumber, place)
                            .isTrue();
                    assertThat(isRefusedSince(world, subject, since, purpose, channel))
                            .as("seed %d, run %d: refused since at %s", seed, runNumber, place)
                            .isFalse();
                }
                if (wasRefused
                        && refusedAt(after, place, subject, purpose, channel).isEmpty()) {
                    assertThat(refusedAt(before, place, subject, purpose, channel))
                            .as("seed %d, run %d: no other opt-out at %s", seed, runNumber, place)
                            .isEmpty();
                    assertThat(needsConsent || isValid(before, place, subject, purpose, channel))
                            .as("seed %d, run %d: sent without a consent at %s", seed, runNumber, place)
                            .isTrue();
                }
            });
        }
    }

    private static List<UUID> acted(ImportWorld world) {
        List<UUID> known = ids(world);
        world.actOfSomebody();
        List<UUID> all = new ArrayList<>(ids(world));
        all.removeAll(known);
        return all;
    }

    private static List<UUID> ids(ImportWorld world) {
        return world.people().stream()
                .flatMap(subject -> world.ledger(subject).stream())
                .map(RecordedEvent::id)
                .toList();
    }

    private static boolean isRefusedSince(
            ImportWorld world, SubjectId subject, List<UUID> since, PurposeKey purpose, Channel channel) {
        return world.ledger(subject).stream()
                .filter(recorded -> since.contains(recorded.id())
                        && recorded.event().status().isOptOut())
                .map(recorded -> recorded.event().change())
                .anyMatch(change -> covers(change, purpose, channel));
    }

    private static boolean covers(ConsentChange change, PurposeKey purpose, Channel channel) {
        return (change.purpose() == null || change.purpose().equals(purpose))
                && (change.channel() == null || change.channel() == channel);
    }

    private interface State {
        void check(String place, SubjectId subject, PurposeKey purpose, Channel channel);
    }

    private static void forEachState(Map<String, ContactFacts> places, State state) {
        for (String place : places.keySet()) {
            SubjectId subject = new SubjectId(UUID.fromString(place.substring(0, 36)));
            for (PurposeKey purpose : ImportWorld.PURPOSES) {
                for (Channel channel : ImportWorld.CHANNELS) {
                    state.check(place, subject, purpose, channel);
                }
            }
        }
    }

    private static Optional<Instant> refusedAt(
            Map<String, ContactFacts> places, String place, SubjectId subject, PurposeKey purpose, Channel channel) {
        return known(places, place).refusedAt(subject, purpose, channel);
    }

    private static boolean isValid(
            Map<String, ContactFacts> places, String place, SubjectId subject, PurposeKey purpose, Channel channel) {
        return known(places, place)
                .latest(subject, purpose, channel)
                .map(ConsentFact::status)
                .filter(status -> status.isValid())
                .isPresent();
    }

    private static ContactFacts known(Map<String, ContactFacts> places, String place) {
        return places.getOrDefault(place, ContactFacts.EMPTY);
    }
}
