package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flag that stands on one of the people behind an address.
 *
 * @param eventId the event that set it last
 * @param since when it came to be so
 * @param competentConsent of a child: what a competent person has consented to, whether or not it has ended; null when nobody has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagFact(
        SubjectId subjectId,
        Flag flag,
        UUID eventId,
        Instant since,
        @Nullable CompetentConsent competentConsent) {}
