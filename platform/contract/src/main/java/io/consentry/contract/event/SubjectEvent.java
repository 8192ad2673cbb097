package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of what a data subject is, whatever the subject decided. */
public sealed interface SubjectEvent extends DomainEvent {

    /** Whom it is about. */
    SubjectId subjectId();

    @Override
    default Topic topic() {
        return Topic.CONSENT_EVENTS;
    }

    @Override
    default String orderingKey() {
        return subjectId().value().toString();
    }

    /**
     * Flags of the subject were set or cleared; one that is null stays as it is.
     *
     * @param addresses all addresses of the subject that were known, keyed
     * @param child whether the subject is a child, under 18 and not legally competent (rule A-29)
     * @param competentConsent the consent of somebody who is competent for the child; null when there is none, which ends an earlier one
     *     wherever {@code child} is set
     * @param restricted whether processing of the subject's data is restricted (POPIA s14(6), GDPR Art. 18)
     * @param occurredAt when it came to be so (valid time)
     * @param recordedAt when the ledger took it in (recorded time)
     */
    @WireName("io.consentry.subject.flagged.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SubjectFlagged(
            SubjectId subjectId,
            List<KeyedAddress> addresses,
            @Nullable Boolean child,
            @Nullable CompetentConsent competentConsent,
            @Nullable Boolean restricted,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public SubjectFlagged {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * A competent person's consent to the processing of a child's data (POPIA s35(1)(a)); who it was stays in the evidence.
     *
     * @param validUntil when it ends by itself; null when it does not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CompetentConsent(Instant givenAt, @Nullable Instant validUntil) {

        public CompetentConsent {
            requireNonNull(givenAt, "givenAt");
        }

        /** Whether it holds at an instant: from the one at which it was given up to, and without, its end. */
        public boolean isValidAt(Instant instant) {
            return !instant.isBefore(givenAt) && (validUntil == null || instant.isBefore(validUntil));
        }
    }
}
