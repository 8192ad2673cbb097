package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ActivityKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.Topic;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of what a data subject is or agreed, whatever the subject decided on purposes. */
public sealed interface SubjectEvent extends DomainEvent {

    /** Whom it is about. */
    SubjectId subjectId();

    /** The addresses of the subject that it touches, keyed. */
    List<KeyedAddress> addresses();

    /** When it happened (valid time). */
    Instant occurredAt();

    /** When the ledger took it in (recorded time). */
    Instant recordedAt();

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

    /**
     * The subject agreed in writing to be contacted outside the law's hours (GN R293 of 1 April 2011, rule A-18). It takes the place of what
     * the same subject agreed earlier for the same channels, and narrows nothing.
     *
     * @param addresses those that the channels reach and that were known: one that is added later is not covered
     * @param channels on which; at least one
     * @param validUntil when it ends by itself; null when it does not
     * @param occurredAt when the subject agreed (valid time)
     */
    @WireName("io.consentry.subject.hours-agreed.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoursAgreed(
            SubjectId subjectId,
            List<KeyedAddress> addresses,
            List<Channel> channels,
            AgreedHours hours,
            @Nullable Instant validUntil,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public HoursAgreed {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            channels = List.copyOf(channels);
            requireNonNull(hours, "hours");
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * What the subject had agreed about hours has ended, by whomever's word.
     *
     * @param addresses all addresses of the subject that were known
     * @param channels on which it ended; at least one
     * @param occurredAt when it ended (valid time)
     */
    @WireName("io.consentry.subject.hours-agreement-ended.v1")
    record HoursAgreementEnded(
            SubjectId subjectId,
            List<KeyedAddress> addresses,
            List<Channel> channels,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public HoursAgreementEnded {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            channels = List.copyOf(channels);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * What the subject wants beside yes and no. It takes the place of all that the same subject wanted before.
     *
     * @param addresses those at which it counts, keyed
     * @param pausedUntil no marketing before it; null when there is no pause
     * @param frequencies how often what may come; what is not named may come each time
     * @param occurredAt when the subject said so (valid time)
     */
    @WireName("io.consentry.subject.preferences-set.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PreferencesSet(
            SubjectId subjectId,
            List<KeyedAddress> addresses,
            @Nullable Instant pausedUntil,
            List<FrequencyChoice> frequencies,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public PreferencesSet {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            frequencies = List.copyOf(frequencies);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * The subject did something that puts off the end of consents by inactivity (requirement 001-38).
     *
     * @param addresses all addresses of the subject that were known, keyed
     * @param kind what it was
     * @param occurredAt when the subject did it (valid time); later than every activity of the subject before
     */
    @WireName("io.consentry.subject.active.v1")
    record SubjectActive(
            SubjectId subjectId,
            List<KeyedAddress> addresses,
            ActivityKind kind,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public SubjectActive {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            requireNonNull(kind, "kind");
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * The subject became known by an identifier, or it was said anew of one how sure it is or how long it holds (capability C8).
     *
     * @param addresses the identifier, keyed
     * @param verified whether it was proven that the identifier is the subject's
     * @param expiresAt from when on it reaches nobody any more, as a push token; null when it does not end by itself
     * @param occurredAt when it came to be so (valid time)
     */
    @WireName("io.consentry.subject.linked.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IdentifierLinked(
            SubjectId subjectId,
            List<KeyedAddress> addresses,
            Boolean verified,
            @Nullable Instant expiresAt,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public IdentifierLinked {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            requireNonNull(verified, "verified");
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * Two subjects turned out to be one person: from here on the least permissive of what either said or is counts at every address of both
     * (capability C8), until the person decides anew. What was recorded of either stays as it is.
     *
     * @param subjectId under whose id the person is known from now on
     * @param mergedId whose id names the same person from now on
     * @param survivors the subject, and those that were merged into it before
     * @param merged the other, and those that were merged into it before
     * @param addresses those of the survivors, keyed
     * @param mergedAddresses those of the others, keyed
     */
    @WireName("io.consentry.subject.merged.v1")
    record SubjectsMerged(
            SubjectId subjectId,
            SubjectId mergedId,
            List<SubjectId> survivors,
            List<SubjectId> merged,
            List<KeyedAddress> addresses,
            List<KeyedAddress> mergedAddresses,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public SubjectsMerged {
            requireNonNull(subjectId, "subjectId");
            requireNonNull(mergedId, "mergedId");
            survivors = List.copyOf(survivors);
            merged = List.copyOf(merged);
            addresses = List.copyOf(addresses);
            mergedAddresses = List.copyOf(mergedAddresses);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * A merge was a mistake: each is a person of their own again. What was recorded in between stays with the subject that it names.
     *
     * @param mergeEventId the merge that is undone
     * @param addresses those of the survivors as they are now, keyed
     * @param mergedAddresses those of the others as they are now, keyed
     */
    @WireName("io.consentry.subject.unmerged.v1")
    record SubjectsUnmerged(
            SubjectId subjectId,
            SubjectId mergedId,
            UUID mergeEventId,
            List<SubjectId> survivors,
            List<SubjectId> merged,
            List<KeyedAddress> addresses,
            List<KeyedAddress> mergedAddresses,
            Instant occurredAt,
            Instant recordedAt)
            implements SubjectEvent {

        public SubjectsUnmerged {
            requireNonNull(subjectId, "subjectId");
            requireNonNull(mergedId, "mergedId");
            requireNonNull(mergeEventId, "mergeEventId");
            survivors = List.copyOf(survivors);
            merged = List.copyOf(merged);
            addresses = List.copyOf(addresses);
            mergedAddresses = List.copyOf(mergedAddresses);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * A telephone number of the subject was given to somebody else (rule D-15): consents from before end at that number, opt-outs stay until
     * whoever has it now consents.
     *
     * @param addresses the number, keyed
     * @param occurredAt when the number changed hands (valid time)
     */
    @WireName("io.consentry.subject.number-reassigned.v1")
    record NumberReassigned(SubjectId subjectId, List<KeyedAddress> addresses, Instant occurredAt, Instant recordedAt)
            implements SubjectEvent {

        public NumberReassigned {
            requireNonNull(subjectId, "subjectId");
            addresses = List.copyOf(addresses);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(recordedAt, "recordedAt");
        }
    }

    /**
     * Hours that somebody agreed to, in the tenant's time zone.
     *
     * @param weekly in the order of the week; the spans of one day do not overlap. A Sunday is agreed when it is among them
     * @param publicHolidays whether they hold on public holidays too
     */
    record AgreedHours(List<AgreedSpan> weekly, boolean publicHolidays) {

        public AgreedHours {
            weekly = List.copyOf(weekly);
        }
    }

    /**
     * A part of one day of the week.
     *
     * @param from first moment, such as {@code 06:00}
     * @param to first moment after it; {@code 24:00} ends the day
     */
    record AgreedSpan(DayOfWeek day, String from, String to) {

        public AgreedSpan {
            requireNonNull(day, "day");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }
    }
}
