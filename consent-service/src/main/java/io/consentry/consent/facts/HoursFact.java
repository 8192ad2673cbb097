package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one of the people behind an address agreed in writing about contact hours (rule A-18).
 *
 * @param channels on which it still stands; at least one
 * @param eventId the event that recorded it
 * @param since when the person agreed
 * @param validUntil when it ends by itself; null when it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HoursFact(
        SubjectId subjectId,
        List<Channel> channels,
        AgreedHours hours,
        UUID eventId,
        Instant since,
        @Nullable Instant validUntil) {

    public HoursFact {
        channels = List.copyOf(channels);
    }

    /** Whether it holds at an instant: from the agreement on up to, and without, its end. */
    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(since) && (validUntil == null || instant.isBefore(validUntil));
    }

    /** What is left of it when it ends on some channels. */
    Optional<HoursFact> without(Collection<Channel> ended) {
        List<Channel> left =
                channels.stream().filter(channel -> !ended.contains(channel)).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new HoursFact(subjectId, left, hours, eventId, since, validUntil));
    }
}
