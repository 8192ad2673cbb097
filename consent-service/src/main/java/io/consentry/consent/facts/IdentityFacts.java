package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose an address is, where that has changed (capability C8). What people said there stays on record as they said it; this says what of
 * it counts.
 *
 * @param merges by which people who are known by the address became one person, in the order in which they happened
 * @param reassignedAt when the address, a telephone number, was given to somebody else the last time; null when it never was
 * @param usableUntil from when on the address, a push token, reaches nobody; null when it does not end by itself
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IdentityFacts(
        List<MergeFact> merges,
        @Nullable Instant reassignedAt,
        @Nullable Instant usableUntil) {

    static final IdentityFacts NONE = new IdentityFacts(List.of(), null, null);

    public IdentityFacts {
        merges = merges == null ? List.of() : List.copyOf(merges);
    }

    boolean hasNothing() {
        return merges.isEmpty() && reassignedAt == null && usableUntil == null;
    }

    IdentityFacts usableUntil(@Nullable Instant end) {
        return new IdentityFacts(merges, reassignedAt, end);
    }

    /** Late news of an earlier change leaves the later one. */
    IdentityFacts reassignedAt(Instant instant) {
        Instant last = reassignedAt == null || instant.isAfter(reassignedAt) ? instant : reassignedAt;
        return new IdentityFacts(merges, last, usableUntil);
    }

    IdentityFacts with(MergeFact merge) {
        List<MergeFact> next = new ArrayList<>(merges);
        next.removeIf(known -> known.eventId().equals(merge.eventId()));
        next.add(merge);
        return new IdentityFacts(next, reassignedAt, usableUntil);
    }

    IdentityFacts without(MergeFact merge) {
        return new IdentityFacts(
                merges.stream().filter(known -> !known.equals(merge)).toList(), reassignedAt, usableUntil);
    }

    /** When two subjects turned out to be one person; empty when they did not. */
    Optional<Instant> joinedAt(SubjectId one, SubjectId other) {
        return merges.stream()
                .filter(merge -> merge.joins(one, other))
                .map(MergeFact::mergedAt)
                .max(Comparator.naturalOrder());
    }

    /** Whether two subjects are one person, as far as the address knows: who is on one side of a merge was one person before. */
    boolean isSame(SubjectId one, SubjectId other) {
        return one.equals(other) || merges.stream().anyMatch(merge -> merge.concerns(one) && merge.concerns(other));
    }

    /** Everybody who is the same person as a subject; first the one into whom all others were merged. */
    List<SubjectId> idsOf(SubjectId subject) {
        Set<SubjectId> ids = new LinkedHashSet<>(List.of(subject));
        for (boolean grown = true; grown; ) {
            grown = false;
            for (MergeFact merge : merges) {
                if (merge.stands() && ids.stream().anyMatch(merge::concerns)) {
                    grown |= ids.addAll(merge.survivors());
                    grown |= ids.addAll(merge.merged());
                }
            }
        }
        return ids.stream().sorted(Comparator.comparing(this::isMerged)).toList();
    }

    private boolean isMerged(SubjectId id) {
        return merges.stream()
                .anyMatch(merge -> merge.stands() && merge.merged().contains(id));
    }

    /** Whether what one agreed holds for another: only as the same person, who agreed once that was known. */
    boolean agreesFor(HoursFact agreement, SubjectId other) {
        return agreement.subjectId().equals(other)
                || joinedAt(agreement.subjectId(), other)
                        .filter(agreement.since()::isAfter)
                        .isPresent();
    }

    /** Whether what one did counts for another: only as the same person, who did it once that was known. */
    boolean actsFor(ActivityFact activity, SubjectId other) {
        return activity.subjectId().equals(other)
                || merges.stream()
                        .anyMatch(merge -> merge.stands()
                                && merge.joins(activity.subjectId(), other)
                                && activity.at().isAfter(merge.mergedAt()));
    }

    /** What counts of the last words at the address, and the noes that count although they were said elsewhere. */
    List<ConsentFact> standing(List<ConsentFact> own, PurposeKey purpose, Channel channel) {
        List<ConsentFact> counted =
                own.stream().filter(word -> !isStrangersYes(word)).toList();
        List<ConsentFact> standing = new ArrayList<>();
        for (ConsentFact word : counted) {
            if (word.status().isOptOut() ? !isLifted(word, counted) : !isFormerHolders(word)) {
                standing.add(word);
            }
        }
        for (MergeFact merge : merges) {
            for (ConsentFact no : merge.elsewhere(purpose, channel)) {
                boolean known =
                        standing.stream().anyMatch(word -> word.eventId().equals(no.eventId()));
                if (!known && counted.stream().noneMatch(word -> isLifted(no, word, merge))) {
                    standing.add(no);
                }
            }
        }
        return standing;
    }

    /** What was said elsewhere is lifted by the person's own yes here, once it was known that they are one person. */
    private boolean isLifted(ConsentFact no, ConsentFact yes, MergeFact merge) {
        return yes.isOwnYesAfter(no)
                && (isNewHolders(yes, no)
                        || isSameNow(yes.subjectId(), no.subjectId())
                                && yes.occurredAt().isAfter(merge.mergedAt())
                                && joinedAt(yes.subjectId(), no.subjectId())
                                        .map(yes.occurredAt()::isAfter)
                                        .orElse(true));
    }

    /** Whether a yes was given by whoever has the number now, and a no by who had it before. */
    private boolean isNewHolders(ConsentFact yes, ConsentFact no) {
        return reassignedAt != null
                && !no.occurredAt().isAfter(reassignedAt)
                && yes.occurredAt().isAfter(reassignedAt);
    }

    /** A consent is bound to the person and the number: it is nothing to whoever has the number now (rule D-15). */
    private boolean isFormerHolders(ConsentFact word) {
        return reassignedAt != null
                && word.status().isValid()
                && !word.occurredAt().isAfter(reassignedAt);
    }

    /** What was consented to by somebody who was taken for the person of the address opens nothing once that turned out wrong. */
    private boolean isStrangersYes(ConsentFact word) {
        return !word.status().isOptOut() && merges.stream().anyMatch(merge -> merge.isStrangers(word));
    }

    private boolean isSameNow(SubjectId one, SubjectId other) {
        return one.equals(other)
                || merges.stream().anyMatch(merge -> merge.stands() && merge.concerns(one) && merge.concerns(other));
    }

    /**
     * One subject's no is lifted by another's own yes only when both are one person, who said yes once that was known; when the no is of
     * somebody who was taken for the person; or when whoever has the number now says yes.
     */
    private boolean isLifted(ConsentFact no, List<ConsentFact> own) {
        return own.stream()
                .filter(yes -> yes.isOwnYesAfter(no))
                .anyMatch(yes -> isNewHolders(yes, no) || isLiftedByAnotherId(no, yes));
    }

    private boolean isLiftedByAnotherId(ConsentFact no, ConsentFact yes) {
        return merges.stream()
                .filter(merge -> merge.joins(yes.subjectId(), no.subjectId()))
                .filter(merge -> merge.stands() || merge.isStrangers(no))
                .map(MergeFact::mergedAt)
                .max(Comparator.naturalOrder())
                .filter(yes.occurredAt()::isAfter)
                .isPresent();
    }
}
