package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.testing.Histories;
import io.consentry.contract.AddressKey;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.kit.json.EventJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Properties of the ledger's fold with merges (capability C8) over 10,000 random stories each; a failure names the seed. */
class MergePropertiesTest {

    private static final int STORIES = 10_000;
    private static final UnaryOperator<ContactFacts> STORED =
            facts -> EventJson.read(EventJson.write(facts), ContactFacts.class);

    private final long seed = Long.getLong("history.seed", System.nanoTime());

    @Test
    void replayOfTheEventsEqualsTheIncrementalFold() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(STORED);
            tell(random, new SubjectStories(random, world), 12);

            SubjectWorld replayed = new SubjectWorld(UnaryOperator.identity());
            world.ledger().forEach(replayed::record);

            assertThat(replayed.facts()).as("seed %d, story %d", seed, i).isEqualTo(world.facts());
        }
    }

    @Test
    void whatWasKnownAndTrueAtEachEventsInstantIsTheFoldUpToIt() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(UnaryOperator.identity());
            tell(random, new SubjectStories(random, world), 12);
            List<LedgerEntry> ledger = world.ledger();
            for (int place = 0; place < ledger.size(); place++) {
                ContactFacts upTo = SubjectConsents.facts(ledger.subList(0, place + 1), null, null);
                Instant at = Histories.START.plusSeconds(place);
                assertThat(SubjectConsents.facts(ledger, null, at))
                        .as("seed %d, story %d, event %d, as known", seed, i, place)
                        .isEqualTo(upTo);
                assertThat(SubjectConsents.facts(ledger, at, null))
                        .as("seed %d, story %d, event %d, as true", seed, i, place)
                        .isEqualTo(upTo);
            }
        }
    }

    @Test
    void mergeThenUnmergeIsIdentityAlsoOfChains() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(STORED);
            SubjectStories story = new SubjectStories(random, world);
            tell(random, story, 10);
            Map<AddressKey, ContactFacts> before = world.facts();
            int standing = story.standingMerges();

            int merges = 1 + random.nextInt(3);
            for (int merge = 0; merge < merges; merge++) {
                story.merge();
            }
            while (story.standingMerges() > standing) {
                story.unmerge();
            }

            assertThat(world.facts()).as("seed %d, story %d", seed, i).isEqualTo(before);
        }
    }

    @Test
    void aMergeNeverAllowsWhatWasRefusedAndANoOfEitherIsANoForBoth() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(STORED);
            SubjectStories story = new SubjectStories(random, world);
            tell(random, story, 12);
            SubjectId survivor = story.anybody();
            SubjectId merged = story.anybody();
            if (survivor.equals(merged)) {
                continue;
            }
            List<Side> sides = List.of(side(world, story, survivor), side(world, story, merged));
            Map<AddressKey, ContactFacts> before = new HashMap<>(world.facts());

            story.merge(survivor, merged);

            String run = "seed " + seed + ", story " + i;
            for (KeyedAddress address : SubjectWorld.ownAddresses(story.ids(survivor))) {
                everyScope((purpose, channel) -> {
                    boolean refused = refuses(before.getOrDefault(address.key(), ContactFacts.EMPTY), purpose, channel)
                            || sides.stream().anyMatch(side -> side.addsANo(address, purpose, channel));
                    if (refused) {
                        assertThat(refuses(world.at(address), purpose, channel))
                                .as("%s, %s on %s at %s", run, purpose, channel, address)
                                .isTrue();
                    }
                });
            }
        }
    }

    private static Side side(SubjectWorld world, SubjectStories story, SubjectId person) {
        List<SubjectId> ids = story.ids(person);
        return new Side(SubjectWorld.ownAddresses(ids), world.said(ids));
    }

    /** One of two people before they are merged. */
    private record Side(List<KeyedAddress> addresses, ContactFacts said) {

        /** A no of a person counts wherever the person was not known before. */
        boolean addsANo(KeyedAddress address, PurposeKey purpose, Channel channel) {
            return !addresses.contains(address) && refuses(said, purpose, channel);
        }
    }

    @Test
    void onlyTheMergedPersonsOwnLaterYesLiftsANoOfEither() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(STORED);
            SubjectStories story = new SubjectStories(random, world);
            for (int event = random.nextInt(10); event > 0; event--) {
                story.goOnTogether();
            }
            story.merge();
            SubjectId person = story.anybody();
            List<KeyedAddress> addresses = SubjectWorld.ownAddresses(story.ids(person));
            KeyedAddress chosen = addresses.get(random.nextInt(addresses.size()));
            PurposeKey purpose = Histories.PURPOSES.get(0);
            boolean othersRefuse = world.at(chosen).latest(purpose, Channel.EMAIL).stream()
                    .filter(word -> word.status().isOptOut())
                    .anyMatch(word -> !story.ids(person).contains(word.subjectId()));
            Map<KeyedAddress, Boolean> before = new HashMap<>();
            addresses.forEach(address -> before.put(address, refuses(world.at(address), purpose, Channel.EMAIL)));

            story.record(new ConsentGiven(story.change(person, purpose, Channel.EMAIL, List.of(chosen))));

            assertThat(refuses(world.at(chosen), purpose, Channel.EMAIL))
                    .as("seed %d, story %d", seed, i)
                    .isEqualTo(othersRefuse);
            addresses.stream().filter(address -> !address.equals(chosen)).forEach(address -> assertThat(
                            refuses(world.at(address), purpose, Channel.EMAIL))
                    .as("seed %d", seed)
                    .isEqualTo(before.get(address)));
        }
    }

    @Test
    void anOptOutFromTheTimeOfTheMergeIsLostAtNoAddressWhenItIsUndone() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(STORED);
            SubjectStories story = new SubjectStories(random, world);
            int few = random.nextInt(6);
            for (int event = 0; event < few; event++) {
                story.decideOrFlag();
            }
            SubjectId survivor = SubjectWorld.SUBJECTS.get(0);
            SubjectId merged = SubjectWorld.SUBJECTS.get(2);
            ContactFacts mergedBefore = world.said(List.of(merged));
            story.merge(survivor, merged);
            List<KeyedAddress> addresses = SubjectWorld.ownAddresses(List.of(survivor, merged));
            story.record(new ConsentWithdrawn(story.change(survivor, null, Channel.EMAIL, addresses)));

            story.unmerge();

            for (KeyedAddress address : addresses) {
                assertThat(refuses(world.at(address), Histories.PURPOSES.get(0), Channel.EMAIL))
                        .as("seed %d, story %d", seed, i)
                        .isTrue();
            }
            assertThat(world.said(List.of(merged))).isEqualTo(mergedBefore);
            KeyedAddress own = SubjectWorld.ownAddresses(List.of(merged)).get(0);
            story.record(
                    new ConsentGiven(story.change(merged, Histories.PURPOSES.get(0), Channel.EMAIL, List.of(own))));
            assertThat(refuses(world.at(own), Histories.PURPOSES.get(0), Channel.EMAIL))
                    .as("seed %d, story %d: whoever has the address may come back", seed, i)
                    .isFalse();
        }
    }

    @Test
    void aConsentFromTheTimeOfTheMergeOpensNoAddressOfTheOtherWhenItIsUndone() {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) {
            SubjectWorld world = new SubjectWorld(STORED);
            SubjectStories story = new SubjectStories(random, world);
            int few = random.nextInt(6);
            for (int event = 0; event < few; event++) {
                story.decideOrFlag();
            }
            SubjectId survivor = SubjectWorld.SUBJECTS.get(0);
            SubjectId merged = SubjectWorld.SUBJECTS.get(2);
            KeyedAddress own = SubjectWorld.ownAddresses(List.of(merged)).get(0);
            PurposeKey purpose = Histories.PURPOSES.get(0);
            List<ConsentFact> before = world.at(own).latest(purpose, Channel.EMAIL);
            story.merge(survivor, merged);
            List<KeyedAddress> addresses = SubjectWorld.ownAddresses(List.of(survivor, merged));
            story.record(new ConsentGiven(story.change(survivor, purpose, Channel.EMAIL, addresses)));

            story.unmerge();

            assertThat(world.at(own).latest(purpose, Channel.EMAIL))
                    .as("seed %d, story %d", seed, i)
                    .isEqualTo(before);
        }
    }

    private static void tell(Random random, SubjectStories story, int eventsMax) {
        int events = 1 + random.nextInt(eventsMax);
        for (int event = 0; event < events; event++) {
            story.goOn();
        }
    }

    private static boolean refuses(ContactFacts facts, PurposeKey purpose, Channel channel) {
        return facts.latest(purpose, channel).stream().map(ConsentFact::status).anyMatch(status -> status.isOptOut());
    }

    private interface Scope {
        void of(PurposeKey purpose, Channel channel);
    }

    private static void everyScope(Scope scope) {
        for (PurposeKey purpose : Histories.PURPOSES) {
            for (Channel channel : Histories.CHANNELS) {
                scope.of(purpose, channel);
            }
        }
    }
}
