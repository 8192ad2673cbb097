package io.consentry.consent.ledger;

import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.kit.problem.Violations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/{id}/hours-agreements/end}.
 *
 * @param channels on which it ends; null for all
 * @param reference the tenant's own reference of what is behind it, such as a call; at most {@value #REFERENCE_LENGTH_MAX} characters
 * @param occurredAt when it ended; null for now
 */
record HoursAgreementEndRequest(
        @Nullable List<String> channels,
        @Nullable String reference,
        @Nullable String occurredAt) {

    static final int REFERENCE_LENGTH_MAX = 200;

    /** An end that has passed the edge. */
    record Command(List<Channel> channels, Evidence evidence) {

        HoursAgreementEnded event(SubjectId subject, List<KeyedAddress> addresses, Instant recordedAt) {
            return new HoursAgreementEnded(subject, addresses, channels, evidence.occurredAt(), recordedAt);
        }
    }

    Command toCommand(Clock clock) {
        Violations violations = new Violations();
        List<Channel> on =
                channels == null ? List.of(Channel.values()) : HoursAgreementRequest.channels(channels, violations);
        violations.requireAtMost("reference", reference, REFERENCE_LENGTH_MAX);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant happened = EvidenceParser.past("occurredAt", occurredAt, now, violations);
        violations.throwIfAny();
        return new Command(on, Evidence.ofTenant(happened == null ? now : happened, reference, null));
    }

    @Override
    public String toString() {
        return "HoursAgreementEndRequest[redacted]";
    }
}
