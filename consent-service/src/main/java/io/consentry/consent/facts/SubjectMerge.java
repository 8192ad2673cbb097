package io.consentry.consent.facts;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a merge makes of the facts at the addresses of both people, and what undoing it leaves (capability C8). A merge only ever adds
 * reasons against sending, each marked with it; undoing it takes away what it added. Pure.
 */
public final class SubjectMerge {

    private SubjectMerge() {}

    /** The same person as before, as an address or a ledger sees it to whom both are known. */
    public static ContactFacts known(ContactFacts facts, UUID eventId, SubjectsMerged event) {
        MergeFact merge = fact(eventId, event, null, List.of(), List.of(), List.of(), activities(facts, event));
        return facts.withIdentity(facts.who().with(merge));
    }

    /** Two people again. */
    public static ContactFacts known(ContactFacts facts, SubjectsUnmerged event) {
        return find(facts, event)
                .map(merge -> withActivitiesBefore(facts, merge)
                        .withIdentity(facts.who().without(merge)))
                .orElse(facts);
    }

    /**
     * The facts after a merge.
     *
     * @param facts those of every address of both
     * @param survivor what the ledgers say of the surviving person, apart from addresses
     * @param merged the same of the other
     */
    public static Map<AddressKey, ContactFacts> after(
            Map<AddressKey, ContactFacts> facts,
            UUID eventId,
            SubjectsMerged event,
            ContactFacts survivor,
            ContactFacts merged) {
        Set<AddressKey> survivors = keys(event.addresses());
        Set<AddressKey> others = keys(event.mergedAddresses());
        Map<AddressKey, ContactFacts> next = new TreeMap<>(facts);
        next.replaceAll((key, before) -> {
            List<ContactFacts> news = new ArrayList<>();
            List<KeyedAddress> names = new ArrayList<>();
            if (survivors.contains(key)) {
                news.add(merged);
                names.addAll(event.mergedAddresses());
            }
            if (others.contains(key)) {
                news.add(survivor);
                names.addAll(event.addresses());
            }
            return news.isEmpty() ? before : merge(before, eventId, event, news, entriesOn(names, facts));
        });
        return next;
    }

    private static ContactFacts merge(
            ContactFacts before,
            UUID eventId,
            SubjectsMerged event,
            List<ContactFacts> news,
            List<SuppressionFact> entries) {
        List<FlagFact> flags = news.stream()
                .flatMap(said -> said.flags().stream())
                .filter(flag -> before.flags().stream()
                        .noneMatch(known -> known.subjectId().equals(flag.subjectId()) && known.flag() == flag.flag()))
                .toList();
        List<PreferenceFact> wishes = news.stream()
                .flatMap(said -> said.preferences().stream())
                .filter(wish -> before.preferences().stream()
                        .noneMatch(known -> known.subjectId().equals(wish.subjectId())))
                .toList();
        List<SuppressionFact> blocks = entries.stream()
                .filter(entry -> before.suppressions().stream()
                        .noneMatch(known -> known.id().equals(entry.id())))
                .toList();
        List<UUID> added = Stream.of(
                        flags.stream().map(FlagFact::eventId),
                        wishes.stream().map(PreferenceFact::eventId),
                        blocks.stream().map(SuppressionFact::id))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
        List<SubjectId> everybody = everybody(event);
        List<UUID> decided = before.consents().stream()
                .filter(fact -> everybody.contains(fact.subjectId()))
                .map(ConsentFact::eventId)
                .toList();
        List<SubjectId> newcomers = before.agreements().isEmpty()
                ? List.of()
                : everybody.stream()
                        .filter(person -> !before.people().contains(person))
                        .toList();
        MergeFact merge = fact(eventId, event, noes(news), added, decided, newcomers, activities(before, event));
        return before.withFlags(flags)
                .withPreferences(wishes)
                .withSuppressions(blocks)
                .withPeople(newcomers)
                .withIdentity(before.who().with(merge));
    }

    /** An entry on the tenant's number of a person holds at every address of the person. */
    private static List<SuppressionFact> entriesOn(List<KeyedAddress> addresses, Map<AddressKey, ContactFacts> facts) {
        return addresses.stream()
                .filter(address -> address.kind() == AddressKind.EXTERNAL_ID)
                .flatMap(address -> facts.getOrDefault(address.key(), ContactFacts.EMPTY).suppressions().stream())
                .toList();
    }

    /** All that the decisions of those come to who were not known here; null when they never said no. */
    private static @Nullable ContactFacts noes(List<ContactFacts> news) {
        List<ConsentFact> said = news.stream()
                .flatMap(one -> one.consents().stream())
                .filter(fact -> fact.status().isOptOut() || fact.status().isValid())
                .toList();
        if (said.stream().noneMatch(fact -> fact.status().isOptOut())) {
            return null;
        }
        List<MergeFact> merges = news.stream()
                .flatMap(one -> one.who().merges().stream())
                .distinct()
                .toList();
        return ContactFacts.EMPTY.withConsents(said).withIdentity(new IdentityFacts(merges, null, null));
    }

    private static MergeFact fact(
            UUID eventId,
            SubjectsMerged event,
            @Nullable ContactFacts elsewhere,
            List<UUID> added,
            List<UUID> decided,
            List<SubjectId> newcomers,
            List<ActivityFact> activities) {
        return new MergeFact(
                eventId,
                event.recordedAt(),
                event.survivors(),
                event.merged(),
                elsewhere,
                added,
                decided,
                newcomers,
                activities,
                List.of(),
                null);
    }

    private static List<SubjectId> everybody(SubjectsMerged event) {
        return Stream.concat(event.survivors().stream(), event.merged().stream())
                .toList();
    }

    private static List<ActivityFact> activities(ContactFacts facts, SubjectsMerged event) {
        return facts.activities().stream()
                .filter(activity -> everybody(event).contains(activity.subjectId()))
                .toList();
    }

    /**
     * The facts after a merge was undone: those that would be there without it. At an address of one side, what the other side decided in
     * between stays where it closes something, and opens nothing; whoever has the address may lift it as their own.
     *
     * @param facts those of every address of both, as they are known now
     */
    public static Map<AddressKey, ContactFacts> after(Map<AddressKey, ContactFacts> facts, SubjectsUnmerged event) {
        Set<AddressKey> survivors = keys(event.addresses());
        Set<AddressKey> others = keys(event.mergedAddresses());
        Set<UUID> ofSurvivors = entryIds(event.addresses(), facts);
        Set<UUID> ofOthers = entryIds(event.mergedAddresses(), facts);
        Map<AddressKey, ContactFacts> next = new TreeMap<>(facts);
        next.replaceAll((key, before) -> {
            boolean shared = survivors.contains(key) && others.contains(key);
            if (shared) {
                return shared(before, event);
            }
            return survivors.contains(key)
                    ? separate(before, event, event.merged(), difference(ofOthers, ofSurvivors))
                    : separate(before, event, event.survivors(), difference(ofSurvivors, ofOthers));
        });
        return next;
    }

    /** Both are known there as before. To an agreement from in between, who is another again has not agreed. */
    private static ContactFacts shared(ContactFacts facts, SubjectsUnmerged event) {
        ContactFacts next =
                find(facts, event).map(merge -> without(facts, merge)).orElseGet(() -> withoutActivities(facts, event));
        return next.withPeople(Stream.concat(event.survivors().stream(), event.merged().stream())
                .filter(person -> !next.knows(person))
                .toList());
    }

    private static ContactFacts separate(
            ContactFacts facts, SubjectsUnmerged event, Collection<SubjectId> strangers, Set<UUID> entriesOfStrangers) {
        Optional<MergeFact> merge = find(facts, event);
        ContactFacts next = merge.map(found -> without(facts, found))
                .orElseGet(() -> withoutActivities(facts, event))
                .keeping(
                        flag -> !strangers.contains(flag.subjectId()),
                        wish -> !strangers.contains(wish.subjectId()),
                        agreement -> !strangers.contains(agreement.subjectId()),
                        activity -> true,
                        entry -> !entriesOfStrangers.contains(entry.id()));
        return merge.filter(found -> next.consents().stream()
                        .anyMatch(fact -> strangers.contains(fact.subjectId())
                                && !found.decided().contains(fact.eventId())))
                .map(found -> next.withIdentity(next.who().with(found.asUndone(strangers, event.recordedAt()))))
                .orElse(next);
    }

    private static ContactFacts without(ContactFacts facts, MergeFact merge) {
        Predicate<UUID> known = id -> !merge.added().contains(id);
        return withActivitiesBefore(facts, merge)
                .keeping(
                        flag -> known.test(flag.eventId()),
                        wish -> known.test(wish.eventId()),
                        agreement -> true,
                        activity -> true,
                        entry -> known.test(entry.id()))
                .withoutPeople(merge.newcomers())
                .withIdentity(facts.who().without(merge));
    }

    /** What either did in between may have been the other: it puts off nothing any more. */
    private static ContactFacts withActivitiesBefore(ContactFacts facts, MergeFact merge) {
        List<ActivityFact> now = facts.activities().stream()
                .filter(activity -> merge.concerns(activity.subjectId()))
                .toList();
        return now.equals(merge.activities())
                ? facts
                : withoutActivities(facts, merge::concerns).withActivities(merge.activities());
    }

    private static ContactFacts withoutActivities(ContactFacts facts, SubjectsUnmerged event) {
        return withoutActivities(
                facts,
                person -> event.survivors().contains(person) || event.merged().contains(person));
    }

    private static ContactFacts withoutActivities(ContactFacts facts, Predicate<SubjectId> of) {
        return facts.keeping(
                flag -> true,
                wish -> true,
                agreement -> true,
                activity -> !of.test(activity.subjectId()),
                entry -> true);
    }

    private static Optional<MergeFact> find(ContactFacts facts, SubjectsUnmerged event) {
        return facts.who().merges().stream()
                .filter(merge -> merge.stands() && merge.eventId().equals(event.mergeEventId()))
                .findFirst();
    }

    private static Set<UUID> entryIds(List<KeyedAddress> addresses, Map<AddressKey, ContactFacts> facts) {
        return entriesOn(addresses, facts).stream().map(SuppressionFact::id).collect(Collectors.toSet());
    }

    private static Set<UUID> difference(Set<UUID> all, Set<UUID> without) {
        Set<UUID> rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private static Set<AddressKey> keys(List<KeyedAddress> addresses) {
        return addresses.stream().map(KeyedAddress::key).collect(Collectors.toSet());
    }
}
