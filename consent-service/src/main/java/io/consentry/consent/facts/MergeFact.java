package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A merge of two people, as an address sees it. It holds what was said elsewhere and counts here until the person decides anew, so that
 * undoing the merge takes away just that.
 *
 * @param eventId the event that recorded it
 * @param survivors the subjects on the one side
 * @param merged the subjects on the other
 * @param elsewhere what those said who were not known by the address; null when they never said no
 * @param added the events and suppression entries whose facts came to the address with the merge
 * @param decided the decisions of both sides that were at the address before
 * @param newcomers who was not among the people of the address before
 * @param activities what both sides had last done before: what was done in between tells nothing of either once the merge is undone
 * @param strangers who is no longer known by the address since the merge was undone, where they decided something there in between; else empty
 * @param undoneAt when it was undone; null while it is in force
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MergeFact(
        UUID eventId,
        Instant mergedAt,
        List<SubjectId> survivors,
        List<SubjectId> merged,
        @Nullable ContactFacts elsewhere,
        List<UUID> added,
        List<UUID> decided,
        List<SubjectId> newcomers,
        List<ActivityFact> activities,
        List<SubjectId> strangers,
        @Nullable Instant undoneAt) {

    public MergeFact {
        survivors = List.copyOf(survivors);
        merged = List.copyOf(merged);
        added = added == null ? List.of() : List.copyOf(added);
        decided = decided == null ? List.of() : List.copyOf(decided);
        newcomers = newcomers == null ? List.of() : List.copyOf(newcomers);
        activities = activities == null ? List.of() : List.copyOf(activities);
        strangers = strangers == null ? List.of() : List.copyOf(strangers);
    }

    boolean joins(SubjectId one, SubjectId other) {
        return survivors.contains(one) && merged.contains(other) || survivors.contains(other) && merged.contains(one);
    }

    boolean concerns(SubjectId subject) {
        return survivors.contains(subject) || merged.contains(subject);
    }

    /** Whether it is in force. */
    boolean stands() {
        return undoneAt == null;
    }

    /** The noes that were said elsewhere. */
    List<ConsentFact> elsewhere(PurposeKey purpose, Channel channel) {
        return elsewhere == null
                ? List.of()
                : elsewhere.latest(purpose, channel).stream()
                        .filter(word -> word.status().isOptOut())
                        .toList();
    }

    /** Whether somebody decided something here while taken for the person of the address. */
    boolean isStrangers(ConsentFact word) {
        return undoneAt != null
                && strangers.contains(word.subjectId())
                && !decided.contains(word.eventId())
                && !word.occurredAt().isAfter(undoneAt);
    }

    /** What is left once it is undone. */
    MergeFact asUndone(Collection<SubjectId> gone, Instant at) {
        return new MergeFact(
                eventId,
                mergedAt,
                survivors,
                merged,
                null,
                List.of(),
                decided,
                List.of(),
                List.of(),
                List.copyOf(gone),
                at);
    }
}
