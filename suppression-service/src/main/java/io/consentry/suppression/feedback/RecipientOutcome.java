package io.consentry.suppression.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a report led to for one recipient.
 *
 * @param masked null when what stands in the address's place is none
 * @param status the enhanced status code of RFC 3463, given or told by the words; null for complaints and opt-outs
 * @param suppressionId the entry that stands
 */
record RecipientOutcome(
        @Nullable String masked,
        Outcome outcome,
        @Nullable String status,
        @Nullable UUID suppressionId) {}
