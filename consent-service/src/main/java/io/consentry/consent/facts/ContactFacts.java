package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.contract.event.SubjectEvent.IdentifierLinked;
import io.consentry.contract.event.SubjectEvent.NumberReassigned;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.contract.event.SubjectEvent.SubjectActive;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one address: the fold of the ledger's and the suppression list's events on it. Immutable; applying an event
 * gives the next state.
 *
 * @param consents decisions in the order in which the ledger recorded them; a later one of the same subject outweighs an earlier one
 * @param suppressions entries that stand
 * @param flags what the people behind it are marked as; each of them counts
 * @param agreements what people behind it agreed in writing about contact hours
 * @param preferences what people behind it want beside yes and no, one for each; each of them counts
 * @param activities what people behind it last did, one for each: a consent of theirs lasts from there
 * @param people all who are known by it, whatever else is known of them; kept only while there are agreements, which need everybody's
 * @param incomplete whether an event on the address could not be applied, so that nothing may be allowed
 * @param identity whose address it is, where that has changed; null where it never did
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ContactFacts(
        List<ConsentFact> consents,
        List<SuppressionFact> suppressions,
        List<FlagFact> flags,
        List<HoursFact> agreements,
        List<PreferenceFact> preferences,
        List<ActivityFact> activities,
        List<SubjectId> people,
        boolean incomplete,
        @Nullable IdentityFacts identity) {

    private static final List<Channel> ALL_CHANNELS = List.of(Channel.values());

    /** Nothing is known. */
    public static final ContactFacts EMPTY =
            new ContactFacts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, null);

    public ContactFacts {
        consents = consents == null ? List.of() : List.copyOf(consents);
        suppressions = suppressions == null ? List.of() : List.copyOf(suppressions);
        flags = flags == null ? List.of() : List.copyOf(flags);
        agreements = agreements == null ? List.of() : List.copyOf(agreements);
        preferences = preferences == null ? List.of() : List.copyOf(preferences);
        activities = activities == null ? List.of() : List.copyOf(activities);
        people = people == null || agreements.isEmpty() ? List.of() : List.copyOf(people);
        identity = identity == null || identity.hasNothing() ? null : identity;
    }

    /**
     * The state after a ledger event. An opt-out that was recorded later always outweighs a grant, whenever either happened. One from
     * everything on a channel also ends what the person agreed about its hours: a later consent does not bring that back.
     */
    public ContactFacts apply(UUID eventId, ConsentEvent event) {
        if (event instanceof ConsentRetracted) {
            return retracted(event.change());
        }
        if (event instanceof ConsentExpired) {
            return expired(eventId, event.change());
        }
        ConsentFact added = ConsentFact.of(eventId, event);
        if (event.status() == ConsentStatus.REQUESTED && hasAnswer(added)) {
            return this;
        }
        if (added.restsOnSoftOptIn() && isOutweighed(added)) {
            return this;
        }
        List<ConsentFact> next = new ArrayList<>(consents);
        next.removeIf(earlier -> earlier.isReplacedBy(added) && !outlasts(earlier, added));
        next.add(added);
        return new ContactFacts(
                next,
                suppressions,
                flags,
                agreementsAfter(event.change(), event.status()),
                preferences,
                activities,
                people,
                incomplete,
                identity);
    }

    /**
     * An opt-out that happened after one that is recorded later stays beside it, the newest of its scope: whoever consents must have done
     * so after both.
     */
    private boolean outlasts(ConsentFact earlier, ConsentFact added) {
        return earlier.isNewerOptOutThan(added)
                && consents.stream().noneMatch(other -> other.hasScopeOf(earlier) && other.isNewerOptOutThan(earlier));
    }

    /** An agreement about hours that the retracted opt-out had ended does not come back. */
    private ContactFacts retracted(ConsentChange change) {
        List<ConsentFact> next = new ArrayList<>(consents);
        next.removeIf(fact ->
                fact.subjectId().equals(change.subjectId()) && fact.eventId().equals(change.cause()));
        return withConsents(next);
    }

    /** What took the place of the consent that ended is not touched. */
    private ContactFacts expired(UUID eventId, ConsentChange change) {
        List<ConsentFact> next = new ArrayList<>(consents);
        next.replaceAll(
                fact -> fact.eventId().equals(change.cause()) && fact.status().isValid()
                        ? fact.expired(eventId, change.occurredAt())
                        : fact);
        return withConsents(next);
    }

    private List<HoursFact> agreementsAfter(ConsentChange change, ConsentStatus status) {
        if (agreements.isEmpty() || change.purpose() != null || !status.isOptOut()) {
            return agreements;
        }
        return without(change.subjectId(), change.channel() == null ? ALL_CHANNELS : List.of(change.channel()));
    }

    private List<HoursFact> without(SubjectId subject, Collection<Channel> ended) {
        List<HoursFact> next = new ArrayList<>();
        for (HoursFact agreement : agreements) {
            if (agreement.subjectId().equals(subject)) {
                agreement.without(ended).ifPresent(next::add);
            } else {
                next.add(agreement);
            }
        }
        return next;
    }

    /** The state after a change of the suppression list. */
    public ContactFacts apply(SuppressionEvent event) {
        List<SuppressionFact> next = new ArrayList<>(suppressions);
        if (event instanceof SuppressionAdded added) {
            next.removeIf(entry -> entry.id().equals(added.suppressionId()));
            next.add(new SuppressionFact(
                    added.suppressionId(),
                    added.purpose(),
                    added.channel(),
                    added.reason(),
                    added.origin(),
                    added.since(),
                    false));
        } else if (event instanceof SuppressionReleased released) {
            next.removeIf(entry -> entry.id().equals(released.suppressionId()));
        } else if (event instanceof SuppressionMinimised minimised) {
            next.replaceAll(entry -> entry.id().equals(minimised.suppressionId()) ? entry.withoutDetail() : entry);
        }
        return new ContactFacts(
                consents, next, flags, agreements, preferences, activities, people, incomplete, identity);
    }

    /**
     * The state after a change of what one of the people behind it is or agreed. Whoever has a reassigned number now is none of those who were
     * marked, agreed to anything or did anything.
     */
    public ContactFacts apply(UUID eventId, SubjectEvent event) {
        if (event instanceof SubjectFlagged flagged) {
            return flagged(eventId, flagged);
        }
        if (event instanceof HoursAgreed agreed) {
            return agreed(eventId, agreed);
        }
        if (event instanceof HoursAgreementEnded ended) {
            return withAgreements(without(ended.subjectId(), ended.channels()));
        }
        if (event instanceof PreferencesSet wishes) {
            return withPreferences(List.of(PreferenceFact.of(eventId, wishes)));
        }
        if (event instanceof SubjectsMerged merged) {
            return SubjectMerge.known(this, eventId, merged);
        }
        if (event instanceof SubjectsUnmerged unmerged) {
            return SubjectMerge.known(this, unmerged);
        }
        if (event instanceof IdentifierLinked linked) {
            return withIdentity(who().usableUntil(linked.expiresAt()));
        }
        if (event instanceof NumberReassigned reassigned) {
            return keeping(flag -> false, wish -> false, agreement -> false, activity -> false, entry -> true)
                    .withIdentity(who().reassignedAt(reassigned.occurredAt()));
        }
        if (event instanceof SubjectActive active) {
            return withActivities(List.of(new ActivityFact(active.subjectId(), eventId, active.occurredAt())));
        }
        throw new IllegalArgumentException("no facts follow from " + event.wireName());
    }

    private ContactFacts agreed(UUID eventId, HoursAgreed event) {
        List<HoursFact> next = new ArrayList<>(without(event.subjectId(), event.channels()));
        next.add(new HoursFact(
                event.subjectId(), event.channels(), event.hours(), eventId, event.occurredAt(), event.validUntil()));
        return withAgreements(next);
    }

    private ContactFacts withAgreements(List<HoursFact> next) {
        return new ContactFacts(
                consents, suppressions, flags, next, preferences, activities, people, incomplete, identity);
    }

    /** The same with people who are known by the address: until they agree too, no agreement about hours holds on it. */
    public ContactFacts withPeople(Collection<SubjectId> known) {
        if (agreements.isEmpty() || people.containsAll(known)) {
            return this;
        }
        Set<SubjectId> all = new LinkedHashSet<>(people);
        all.addAll(known);
        return new ContactFacts(
                consents,
                suppressions,
                flags,
                agreements,
                preferences,
                activities,
                List.copyOf(all),
                incomplete,
                identity);
    }

    /** What was agreed about hours on a channel; nothing unless everybody behind the address did. */
    public List<HoursFact> agreedHours(Channel channel) {
        if (agreements.isEmpty()) {
            return List.of();
        }
        List<HoursFact> found = agreements.stream()
                .filter(agreement -> agreement.channels().contains(channel))
                .toList();
        Stream<SubjectId> everybody = Stream.of(
                        people.stream(),
                        consents.stream().map(ConsentFact::subjectId),
                        flags.stream().map(FlagFact::subjectId))
                .flatMap(Function.identity());
        return everybody.allMatch(person -> found.stream().anyMatch(agreement -> who().agreesFor(agreement, person)))
                ? found
                : List.of();
    }

    private ContactFacts flagged(UUID eventId, SubjectFlagged event) {
        List<FlagFact> next = new ArrayList<>(flags);
        change(next, eventId, event, Flag.CHILD, event.child(), event.competentConsent());
        change(next, eventId, event, Flag.RESTRICTED, event.restricted(), null);
        return new ContactFacts(
                consents, suppressions, next, agreements, preferences, activities, people, incomplete, identity);
    }

    private static void change(
            List<FlagFact> flags,
            UUID eventId,
            SubjectFlagged event,
            Flag flag,
            @Nullable Boolean set,
            @Nullable CompetentConsent competentConsent) {
        if (set == null) {
            return;
        }
        flags.removeIf(known -> known.subjectId().equals(event.subjectId()) && known.flag() == flag);
        if (set) {
            flags.add(new FlagFact(event.subjectId(), flag, eventId, event.occurredAt(), competentConsent));
        }
    }

    /** The same with what people want now, in the place of what the same people wanted. */
    public ContactFacts withPreferences(List<PreferenceFact> wishes) {
        List<PreferenceFact> next = new ArrayList<>(preferences);
        for (PreferenceFact wish : wishes) {
            next.removeIf(known -> known.subjectId().equals(wish.subjectId()));
            next.add(wish);
        }
        return new ContactFacts(
                consents, suppressions, flags, agreements, next, activities, people, incomplete, identity);
    }

    /** The flags of a person, whichever of the person's ids they name. */
    public Stream<FlagFact> flagsOf(SubjectId person) {
        return flags.stream().filter(flag -> who().isSame(person, flag.subjectId()));
    }

    /** What a person wants beside yes and no, whichever of the person's ids it names. */
    public Stream<PreferenceFact> preferencesOf(SubjectId person) {
        return preferences.stream().filter(wish -> who().isSame(person, wish.subjectId()));
    }

    /** The same with what people did, where it is later than what the same people are known to have done. */
    public ContactFacts withActivities(List<ActivityFact> others) {
        List<ActivityFact> next = new ArrayList<>(activities);
        for (ActivityFact other : others) {
            boolean isNews = activities.stream()
                    .filter(known -> known.subjectId().equals(other.subjectId()))
                    .allMatch(known -> known.at().isBefore(other.at()));
            if (isNews) {
                next.removeIf(known -> known.subjectId().equals(other.subjectId()));
                next.add(other);
            }
        }
        return new ContactFacts(
                consents, suppressions, flags, agreements, preferences, next, people, incomplete, identity);
    }

    /** When a person last did something that shows interest, under this id or, once it was known, under another of the person's. */
    public Optional<Instant> lastActivity(SubjectId subject) {
        return lastActivityFor(subject).map(ActivityFact::at);
    }

    private Optional<ActivityFact> lastActivityFor(SubjectId subject) {
        return activities.stream()
                .filter(activity -> who().actsFor(activity, subject))
                .max(Comparator.comparing(ActivityFact::at));
    }

    /** The same with flags of somebody who has become known by this address. */
    public ContactFacts withFlags(List<FlagFact> others) {
        List<FlagFact> all = new ArrayList<>(flags);
        others.stream().filter(flag -> !flags.contains(flag)).forEach(all::add);
        return new ContactFacts(
                consents, suppressions, all, agreements, preferences, activities, people, incomplete, identity);
    }

    /** The state after an event that could not be applied. */
    public ContactFacts asIncomplete() {
        return new ContactFacts(
                consents, suppressions, flags, agreements, preferences, activities, people, true, identity);
    }

    /** The same with another's suppressions, each once. */
    public ContactFacts withSuppressionsOf(ContactFacts other) {
        List<SuppressionFact> all = new ArrayList<>(suppressions);
        other.suppressions.stream()
                .filter(entry ->
                        suppressions.stream().noneMatch(known -> known.id().equals(entry.id())))
                .forEach(all::add);
        return new ContactFacts(
                consents, all, flags, agreements, preferences, activities, people, incomplete, identity);
    }

    /** The same with further entries. */
    ContactFacts withSuppressions(List<SuppressionFact> others) {
        List<SuppressionFact> all = new ArrayList<>(suppressions);
        all.addAll(others);
        return new ContactFacts(
                consents, all, flags, agreements, preferences, activities, people, incomplete, identity);
    }

    /** The same without what is not to be kept. */
    ContactFacts keeping(
            Predicate<FlagFact> flag,
            Predicate<PreferenceFact> wish,
            Predicate<HoursFact> agreement,
            Predicate<ActivityFact> activity,
            Predicate<SuppressionFact> entry) {
        return new ContactFacts(
                consents,
                suppressions.stream().filter(entry).toList(),
                flags.stream().filter(flag).toList(),
                agreements.stream().filter(agreement).toList(),
                preferences.stream().filter(wish).toList(),
                activities.stream().filter(activity).toList(),
                people,
                incomplete,
                identity);
    }

    /** Whether anything here is a person's. */
    boolean knows(SubjectId person) {
        return people.contains(person)
                || consents.stream().anyMatch(fact -> fact.subjectId().equals(person))
                || flags.stream().anyMatch(fact -> fact.subjectId().equals(person));
    }

    /** The same without some of the people behind the address. */
    ContactFacts withoutPeople(Collection<SubjectId> gone) {
        return new ContactFacts(
                consents,
                suppressions,
                flags,
                agreements,
                preferences,
                activities,
                people.stream().filter(person -> !gone.contains(person)).toList(),
                incomplete,
                identity);
    }

    /** The same with consents in the place of those known. */
    public ContactFacts withConsents(List<ConsentFact> others) {
        return new ContactFacts(
                others, suppressions, flags, agreements, preferences, activities, people, incomplete, identity);
    }

    /** The same beside what the channel does not reach, a number of the person or an alias: nobody's decisions or agreements there count. */
    public ContactFacts beside(ContactFacts name) {
        List<SuppressionFact> entries = new ArrayList<>(suppressions);
        entries.addAll(name.suppressions);
        Set<FlagFact> all = new LinkedHashSet<>(flags);
        all.addAll(name.flags);
        Set<PreferenceFact> wishes = new LinkedHashSet<>(preferences);
        wishes.addAll(name.preferences);
        return new ContactFacts(
                consents,
                entries,
                List.copyOf(all),
                agreements,
                List.copyOf(wishes),
                activities,
                people,
                incomplete || name.incomplete,
                identity);
    }

    /**
     * What is known of several addresses of one person, as far as it concerns a purpose on a channel, and every no to anything else. Whatever speaks against sending to
     * one of them does so for all: a no outweighs every yes, in whatever order the addresses come; consent is told before a soft opt-in;
     * and what was agreed about hours counts where it was agreed at each of them.
     */
    public static ContactFacts together(List<ContactFacts> addresses, PurposeKey purpose, Channel channel) {
        List<ConsentFact> yes = new ArrayList<>();
        List<ConsentFact> no = new ArrayList<>();
        List<SuppressionFact> entries = new ArrayList<>();
        Set<FlagFact> flags = new LinkedHashSet<>();
        Set<HoursFact> agreements = new LinkedHashSet<>();
        Set<PreferenceFact> wishes = new LinkedHashSet<>();
        Set<ActivityFact> active = new LinkedHashSet<>();
        Set<SubjectId> people = new LinkedHashSet<>();
        boolean agreed = true;
        boolean incomplete = false;
        Instant end = null;
        for (ContactFacts facts : addresses) {
            facts.decisions()
                    .filter(fact -> fact.status().isOptOut() && !fact.covers(purpose, channel))
                    .forEach(no::add);
            List<ConsentFact> latest = facts.latest(purpose, channel);
            latest.forEach(last -> (last.status().isOptOut() ? no : yes).add(last));
            entries.addAll(facts.suppressions);
            flags.addAll(facts.flags);
            wishes.addAll(facts.preferences);
            active.addAll(facts.activities);
            latest.forEach(last -> facts.activityThatProlongs(last).ifPresent(active::add));
            List<HoursFact> here = facts.agreedHours(channel);
            agreed &= !here.isEmpty();
            agreements.addAll(here);
            people.addAll(facts.people);
            incomplete |= facts.incomplete;
            end = Stream.of(Optional.ofNullable(end), facts.usableUntil())
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
        yes.sort(Comparator.comparing(fact -> !fact.restsOnSoftOptIn()));
        yes.addAll(no);
        return new ContactFacts(
                yes,
                entries,
                List.copyOf(flags),
                agreed ? List.copyOf(agreements) : List.of(),
                List.copyOf(wishes),
                List.copyOf(active),
                List.copyOf(people),
                incomplete,
                IdentityFacts.NONE.usableUntil(end));
    }

    /** What a person did last, as done under the id that consented: whose ids they are is not known of several addresses. */
    private Optional<ActivityFact> activityThatProlongs(ConsentFact consent) {
        return lastActivityFor(consent.subjectId())
                .map(last -> new ActivityFact(consent.subjectId(), last.eventId(), last.at()));
    }

    /** Whether a subject's last word on a scope, and on everything in it, is the opt-out from exactly that scope. */
    public boolean isOptedOut(SubjectId subject, @Nullable PurposeKey purpose, @Nullable Channel channel) {
        boolean optedOut = false;
        for (ConsentFact fact : consents) {
            if (!fact.subjectId().equals(subject)) {
                continue;
            }
            boolean within = (purpose == null || purpose.equals(fact.purpose()))
                    && (channel == null || channel == fact.channel());
            boolean same = Objects.equals(purpose, fact.purpose()) && channel == fact.channel();
            if (same && fact.status().isOptOut()) {
                optedOut = true;
            } else if (within && fact.status().isValid()) {
                optedOut = false;
            }
        }
        return optedOut;
    }

    /**
     * What each subject last said about a purpose on a channel, as far as it counts: what was said elsewhere by somebody who turned out to
     * be the same person does, where it is a no.
     */
    public List<ConsentFact> latest(PurposeKey purpose, Channel channel) {
        List<ConsentFact> own = ownWords(purpose, channel);
        return identity == null ? own : identity.standing(own, purpose, channel);
    }

    /** All decisions that may count here, those that were made elsewhere included. */
    public Stream<ConsentFact> decisions() {
        return Stream.concat(
                consents.stream(),
                who().merges().stream()
                        .map(MergeFact::elsewhere)
                        .filter(Objects::nonNull)
                        .flatMap(ContactFacts::decisions));
    }

    private List<ConsentFact> ownWords(PurposeKey purpose, Channel channel) {
        Map<SubjectId, ConsentFact> bySubject = new LinkedHashMap<>();
        consents.stream()
                .filter(consent -> consent.covers(purpose, channel))
                .forEach(consent -> bySubject.put(consent.subjectId(), consent));
        return List.copyOf(bySubject.values());
    }

    /** What one subject last said about a purpose on a channel; a no of anybody who is the same person comes first. */
    public Optional<ConsentFact> latest(SubjectId subject, PurposeKey purpose, Channel channel) {
        List<ConsentFact> words = latest(purpose, channel).stream()
                .filter(consent -> who().isSame(subject, consent.subjectId()))
                .toList();
        return words.stream()
                .filter(consent -> consent.status().isOptOut())
                .findFirst()
                .or(() -> words.stream()
                        .filter(consent -> consent.subjectId().equals(subject))
                        .findFirst())
                .or(() -> words.stream().findFirst());
    }

    /** The moment of the latest act after which only the person's own newer act counts. */
    public Optional<Instant> refusedAt(SubjectId subject, PurposeKey purpose, Channel channel) {
        List<ConsentFact> refusals = latest(purpose, channel).stream()
                .filter(word -> word.status().isOptOut() && who().isSame(subject, word.subjectId()))
                .toList();
        return refusals.stream()
                .flatMap(refusal -> Stream.of(
                                Stream.of(refusal.occurredAt()),
                                who().joinedAt(subject, refusal.subjectId()).stream(),
                                earlierRefusals(refusal.subjectId(), purpose, channel))
                        .flatMap(Function.identity()))
                .max(Comparator.naturalOrder());
    }

    private Stream<Instant> earlierRefusals(SubjectId subject, PurposeKey purpose, Channel channel) {
        return consents.stream()
                .filter(consent -> consent.subjectId().equals(subject)
                        && consent.status().isOptOut()
                        && consent.covers(purpose, channel))
                .map(ConsentFact::occurredAt);
    }

    /** Whether the address reaches anybody at an instant: a push token does only up to, and without, its end. */
    public boolean isUsableAt(Instant instant) {
        return usableUntil().map(instant::isBefore).orElse(true);
    }

    /** When the address ends to reach anybody; empty when it does not end by itself. */
    public Optional<Instant> usableUntil() {
        return identity == null ? Optional.empty() : Optional.ofNullable(identity.usableUntil());
    }

    /** The ids that mean the same person as this one, the one first under which the person is known. */
    public List<SubjectId> idsOf(SubjectId subject) {
        return who().idsOf(subject);
    }

    /** What concerns the people of some ids. */
    public ContactFacts of(Collection<SubjectId> ids) {
        ContactFacts theirs = keeping(
                flag -> ids.contains(flag.subjectId()),
                wish -> ids.contains(wish.subjectId()),
                agreement -> ids.contains(agreement.subjectId()),
                activity -> ids.contains(activity.subjectId()),
                entry -> true);
        return theirs.withConsents(
                consents.stream().filter(fact -> ids.contains(fact.subjectId())).toList());
    }

    IdentityFacts who() {
        return identity == null ? IdentityFacts.NONE : identity;
    }

    ContactFacts withIdentity(IdentityFacts next) {
        return new ContactFacts(
                consents, suppressions, flags, agreements, preferences, activities, people, incomplete, next);
    }

    private boolean isOutweighed(ConsentFact softOptIn) {
        return softOptIn.purpose() != null
                && softOptIn.channel() != null
                && ownWords(softOptIn.purpose(), softOptIn.channel()).stream()
                        .anyMatch(standing ->
                                standing.subjectId().equals(softOptIn.subjectId()) && standing.outweighs(softOptIn));
    }

    /** A request must not hide an answer that stands, least of all an opt-out from everything. */
    private boolean hasAnswer(ConsentFact requested) {
        return consents.stream()
                .anyMatch(earlier -> earlier.subjectId().equals(requested.subjectId())
                        && requested.purpose() != null
                        && requested.channel() != null
                        && earlier.covers(requested.purpose(), requested.channel())
                        && earlier.outlives(requested));
    }
}
