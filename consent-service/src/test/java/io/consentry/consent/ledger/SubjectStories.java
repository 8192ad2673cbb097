package io.consentry.consent.ledger;

import io.consentry.consent.testing.Histories;
import io.consentry.contract.ActivityKind;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.contract.event.SubjectEvent.SubjectActive;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to the people of a {@link SubjectWorld}, at random, as the service would record it; one second apart. */
final class SubjectStories {

    private final Random random;
    private final SubjectWorld world;
    private final Map<SubjectId, List<SubjectId>> people = new HashMap<>();
    private final Deque<LedgerEntry> merges = new ArrayDeque<>();
    private int number;

    SubjectStories(Random random, SubjectWorld world) {
        this.random = random;
        this.world = world;
        SubjectWorld.SUBJECTS.forEach(subject -> people.put(subject, List.of(subject)));
    }

    /** Something at random. */
    void goOn() {
        switch (random.nextInt(11)) {
            case 0 -> flag();
            case 1 -> wish();
            case 2, 3 -> merge();
            case 4 -> unmerge();
            case 5 -> act();
            default -> decide();
        }
    }

    /** Something at random, but no merge is undone. */
    void goOnTogether() {
        if (random.nextInt(5) == 0) {
            merge();
        } else {
            decideOrFlag();
        }
    }

    /** Anything but a merge or its undoing. */
    void decideOrFlag() {
        switch (random.nextInt(7)) {
            case 0 -> flag();
            case 1 -> wish();
            case 2 -> act();
            default -> decide();
        }
    }

    SubjectId anybody() {
        List<SubjectId> all = people.keySet().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    private void decide() {
        SubjectId person = anybody();
        List<KeyedAddress> addresses = SubjectWorld.ownAddresses(ids(person));
        PurposeKey purpose = Histories.PURPOSES.get(random.nextInt(2));
        Channel channel = Histories.CHANNELS.get(random.nextInt(2));
        List<KeyedAddress> one = List.of(addresses.get(random.nextInt(addresses.size())));
        switch (random.nextInt(5)) {
            case 0, 1 -> record(new ConsentGiven(change(person, purpose, channel, one)));
            case 2 -> record(new ConsentRefused(change(person, purpose, channel, addresses)));
            case 3 -> record(new ConsentRequested(change(person, purpose, channel, addresses)));
            default ->
                record(new ConsentWithdrawn(change(
                        person,
                        random.nextBoolean() ? purpose : null,
                        random.nextBoolean() ? channel : null,
                        random.nextInt(4) == 0 ? one : addresses)));
        }
    }

    /** A decision of a person, under the id by which the person is known. */
    ConsentChange change(
            SubjectId person, @Nullable PurposeKey purpose, @Nullable Channel channel, List<KeyedAddress> addresses) {
        return new ConsentChange(
                person,
                purpose,
                channel,
                addresses,
                now(),
                now(),
                Actor.SUBJECT,
                CaptureMethod.SUBSCRIPTION_FORM,
                null,
                null,
                null,
                null);
    }

    private void flag() {
        List<SubjectId> ids = ids(anybody());
        boolean child = random.nextBoolean();
        Boolean restricted = random.nextBoolean() ? random.nextBoolean() : null;
        ids.forEach(id ->
                record(new SubjectFlagged(id, SubjectWorld.ownAddresses(ids), child, null, restricted, now(), now())));
    }

    private void wish() {
        List<SubjectId> ids = ids(anybody());
        Instant until = random.nextBoolean() ? now().plusSeconds(1_000) : null;
        ids.forEach(
                id -> record(new PreferencesSet(id, SubjectWorld.ownAddresses(ids), until, List.of(), now(), now())));
    }

    private void act() {
        SubjectId person = anybody();
        record(new SubjectActive(person, SubjectWorld.ownAddresses(ids(person)), ActivityKind.CLICK, now(), now()));
    }

    /** Two people become one; nothing when all are one already. */
    void merge() {
        SubjectId survivor = anybody();
        SubjectId merged = anybody();
        if (!survivor.equals(merged)) {
            merge(survivor, merged);
        }
    }

    void merge(SubjectId survivor, SubjectId merged) {
        List<SubjectId> survivors = ids(survivor);
        List<SubjectId> others = ids(merged);
        merges.push(record(new SubjectsMerged(
                survivor,
                merged,
                survivors,
                others,
                SubjectWorld.ownAddresses(survivors),
                SubjectWorld.ownAddresses(others),
                now(),
                now())));
        List<SubjectId> all = new ArrayList<>(survivors);
        all.addAll(others);
        people.put(survivor, all);
        people.remove(merged);
    }

    /** The last merge is undone; nothing when none stands. */
    void unmerge() {
        if (merges.isEmpty()) {
            return;
        }
        LedgerEntry merge = merges.pop();
        SubjectsMerged event = (SubjectsMerged) merge.event();
        record(new SubjectsUnmerged(
                event.subjectId(),
                event.mergedId(),
                merge.id(),
                event.survivors(),
                event.merged(),
                event.addresses(),
                event.mergedAddresses(),
                now(),
                now()));
        people.put(event.subjectId(), event.survivors());
        people.put(event.mergedId(), event.merged());
    }

    int standingMerges() {
        return merges.size();
    }

    List<SubjectId> ids(SubjectId person) {
        return people.getOrDefault(person, List.of());
    }

    LedgerEntry record(DomainEvent event) {
        LedgerEntry entry = new LedgerEntry(new UUID(random.nextLong(), number), event);
        world.record(entry);
        number++;
        return entry;
    }

    private Instant now() {
        return Histories.START.plusSeconds(number);
    }
}
