package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one address: the fold of the ledger's and the suppression list's events on it. Immutable; applying an event
 * gives the next state.
 *
 * @param consents decisions in the order in which the ledger recorded them; a later one of the same subject outweighs an earlier one
 * @param suppressions entries that stand
 * @param flags what the people behind it are marked as; each of them counts
 * @param incomplete whether an event on the address could not be applied, so that nothing may be allowed
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ContactFacts(
        List<ConsentFact> consents, List<SuppressionFact> suppressions, List<FlagFact> flags, boolean incomplete) {

    /** Nothing is known. */
    public static final ContactFacts EMPTY = new ContactFacts(List.of(), List.of(), List.of(), false);

    public ContactFacts {
        consents = consents == null ? List.of() : List.copyOf(consents);
        suppressions = suppressions == null ? List.of() : List.copyOf(suppressions);
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    /** The state after a ledger event. An opt-out that was recorded later always outweighs a grant, whenever either happened. */
    public ContactFacts apply(UUID eventId, ConsentEvent event) {
        ConsentChange change = event.change();
        ConsentFact added = new ConsentFact(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                event.status(),
                eventId,
                change.isOwnAct(),
                change.occurredAt(),
                change.validUntil(),
                change.basis());
        if (event.status() == ConsentStatus.REQUESTED && hasDecision(added)) {
            return this;
        }
        if (added.restsOnSoftOptIn() && isOutweighed(added)) {
            return this;
        }
        List<ConsentFact> next = new ArrayList<>(consents);
        next.removeIf(earlier -> earlier.isReplacedBy(added));
        next.add(added);
        return new ContactFacts(next, suppressions, flags, incomplete);
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
        return new ContactFacts(consents, next, flags, incomplete);
    }

    /** The state after flags of one of the people behind it were set or cleared. */
    public ContactFacts apply(UUID eventId, SubjectFlagged event) {
        List<FlagFact> next = new ArrayList<>(flags);
        change(next, eventId, event, Flag.CHILD, event.child(), event.competentConsent());
        change(next, eventId, event, Flag.RESTRICTED, event.restricted(), null);
        return new ContactFacts(consents, suppressions, next, incomplete);
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

    /** The same with flags of somebody who has become known by this address. */
    public ContactFacts withFlags(List<FlagFact> others) {
        List<FlagFact> all = new ArrayList<>(flags);
        others.stream().filter(flag -> !flags.contains(flag)).forEach(all::add);
        return new ContactFacts(consents, suppressions, all, incomplete);
    }

    /** The state after an event that could not be applied. */
    public ContactFacts asIncomplete() {
        return new ContactFacts(consents, suppressions, flags, true);
    }

    /** The same with another's suppressions, each once. */
    public ContactFacts withSuppressionsOf(ContactFacts other) {
        List<SuppressionFact> all = new ArrayList<>(suppressions);
        other.suppressions.stream()
                .filter(entry ->
                        suppressions.stream().noneMatch(known -> known.id().equals(entry.id())))
                .forEach(all::add);
        return new ContactFacts(consents, all, flags, incomplete);
    }

    /** The same without what anybody decided: what an identifier that the channel does not reach contributes. */
    public ContactFacts withoutDecisions() {
        return new ContactFacts(List.of(), suppressions, flags, incomplete);
    }

    /**
     * What is known of several addresses of one person, as far as it concerns a purpose on a channel. Whatever speaks against sending to
     * one of them does so for all: a no outweighs every yes, in whatever order the addresses come; and consent is told
     * before a soft opt-in.
     */
    public static ContactFacts together(List<ContactFacts> addresses, PurposeKey purpose, Channel channel) {
        List<ConsentFact> yes = new ArrayList<>();
        List<ConsentFact> no = new ArrayList<>();
        List<SuppressionFact> entries = new ArrayList<>();
        Set<FlagFact> flags = new LinkedHashSet<>();
        boolean incomplete = false;
        for (ContactFacts facts : addresses) {
            facts.latest(purpose, channel).forEach(last -> (last.status().isOptOut() ? no : yes).add(last));
            entries.addAll(facts.suppressions);
            flags.addAll(facts.flags);
            incomplete |= facts.incomplete;
        }
        yes.sort(Comparator.comparing(fact -> !fact.restsOnSoftOptIn()));
        yes.addAll(no);
        return new ContactFacts(yes, entries, List.copyOf(flags), incomplete);
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

    /** What each subject last said about a purpose on a channel. */
    public List<ConsentFact> latest(PurposeKey purpose, Channel channel) {
        Map<SubjectId, ConsentFact> bySubject = new LinkedHashMap<>();
        consents.stream()
                .filter(consent -> consent.covers(purpose, channel))
                .forEach(consent -> bySubject.put(consent.subjectId(), consent));
        return List.copyOf(bySubject.values());
    }

    /** What one subject last said about a purpose on a channel. */
    public Optional<ConsentFact> latest(SubjectId subject, PurposeKey purpose, Channel channel) {
        return latest(purpose, channel).stream()
                .filter(consent -> consent.subjectId().equals(subject))
                .findFirst();
    }

    /** The moment of the latest act after which only the person's own newer act counts. */
    public Optional<Instant> refusedAt(SubjectId subject, PurposeKey purpose, Channel channel) {
        return latest(subject, purpose, channel)
                .filter(consent -> consent.status().isOptOut())
                .map(ConsentFact::occurredAt);
    }

    private boolean isOutweighed(ConsentFact softOptIn) {
        return softOptIn.purpose() != null
                && softOptIn.channel() != null
                && latest(softOptIn.subjectId(), softOptIn.purpose(), softOptIn.channel())
                        .filter(standing -> standing.outweighs(softOptIn))
                        .isPresent();
    }

    /** A request must not hide an answer that is there, least of all an opt-out from everything. */
    private boolean hasDecision(ConsentFact requested) {
        return consents.stream()
                .anyMatch(earlier -> earlier.subjectId().equals(requested.subjectId())
                        && requested.purpose() != null
                        && requested.channel() != null
                        && earlier.covers(requested.purpose(), requested.channel()));
    }
}
