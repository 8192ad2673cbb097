package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.facts.Flag;
import io.consentry.consent.facts.FlagFact;
import io.consentry.consent.facts.HoursFact;
import io.consentry.consent.subject.KnownIdentifier;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.contract.event.SubjectEvent.SubjectActive;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shapes in which the ledger is shown. */
final class ConsentView {

    private ConsentView() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecordedView(
            UUID eventId,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            ConsentStatus status,
            Instant recordedAt,
            @Nullable Instant validUntil,
            @Nullable ConsentBasis basis) {

        static RecordedView of(RecordedEvent recorded) {
            ConsentChange change = recorded.event().change();
            return new RecordedView(
                    recorded.id(),
                    change.purpose(),
                    change.channel(),
                    recorded.event().status(),
                    change.recordedAt(),
                    change.validUntil(),
                    change.basis());
        }
    }

    /**
     * One line of a person's history; addresses are named by their keys only.
     *
     * @param status in which a decision leaves the consent; null for anything but a decision
     * @param change what was decided; null for anything but a decision
     * @param flags what the person was marked as; null for all else
     * @param agreement what the person agreed about hours; null for all else
     * @param agreementEnd the end of that; null for all else
     * @param preferences what the person wants beside yes and no; null for all else
     * @param activity what the person did; null for all else
     * @param identity what became known of who the person is, and by what; null for all else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HistoryEntry(
            UUID eventId,
            String type,
            @Nullable ConsentStatus status,
            @Nullable ConsentChange change,
            @Nullable SubjectFlagged flags,
            @Nullable HoursAgreed agreement,
            @Nullable HoursAgreementEnded agreementEnd,
            @Nullable PreferencesSet preferences,
            @Nullable SubjectActive activity,
            @Nullable SubjectEvent identity) {

        static HistoryEntry of(LedgerEntry entry) {
            String type = entry.event().wireName();
            if (entry.event() instanceof ConsentEvent decision) {
                return new HistoryEntry(
                        entry.id(), type, decision.status(), decision.change(), null, null, null, null, null, null);
            }
            if (entry.event() instanceof SubjectFlagged flags) {
                return new HistoryEntry(entry.id(), type, null, null, flags, null, null, null, null, null);
            }
            if (entry.event() instanceof HoursAgreed agreement) {
                return new HistoryEntry(entry.id(), type, null, null, null, agreement, null, null, null, null);
            }
            if (entry.event() instanceof HoursAgreementEnded end) {
                return new HistoryEntry(entry.id(), type, null, null, null, null, end, null, null, null);
            }
            if (entry.event() instanceof PreferencesSet wishes) {
                return new HistoryEntry(entry.id(), type, null, null, null, null, null, wishes, null, null);
            }
            if (entry.event() instanceof SubjectActive activity) {
                return new HistoryEntry(entry.id(), type, null, null, null, null, null, null, activity, null);
            }
            if (entry.event() instanceof SubjectEvent identity) {
                return new HistoryEntry(entry.id(), type, null, null, null, null, null, null, null, identity);
            }
            throw new IllegalStateException("not shown in a history: " + type);
        }
    }

    record RecordAnswer(UUID subjectId, List<RecordedView> events, String consistencyToken) {}

    record HistoryAnswer(UUID subjectId, List<HistoryEntry> events) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StandingConsent(
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            ConsentStatus status,
            Instant since,
            @Nullable Instant validUntil,
            @Nullable ConsentBasis basis,
            UUID eventId) {}

    record LookupAnswer(
            UUID subjectId,
            List<IdentifierView> identifiers,
            List<StandingConsent> consents,
            List<StandingFlag> flags,
            List<StandingAgreement> hoursAgreements) {}

    /** @param competentConsent of a child, as it was recorded: it may have ended */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StandingFlag(Flag flag, Instant since, @Nullable CompetentConsent competentConsent, UUID eventId) {

        static StandingFlag of(FlagFact fact) {
            return new StandingFlag(fact.flag(), fact.since(), fact.competentConsent(), fact.eventId());
        }
    }

    /** @param validUntil when it ends by itself: it may have */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StandingAgreement(
            List<Channel> channels,
            AgreedHours hours,
            Instant since,
            @Nullable Instant validUntil,
            UUID eventId) {

        static StandingAgreement of(HoursFact fact) {
            return new StandingAgreement(
                    fact.channels(), fact.hours(), fact.since(), fact.validUntil(), fact.eventId());
        }
    }

    /**
     * An identifier as anybody with the scope may see it.
     *
     * @param verification {@code verified} when it was proven to be the person's, else {@code unverified}
     * @param expiresAt from when on it reaches nobody, as a push token; null when it does not end by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IdentifierView(
            String kind,
            String masked,
            String verification,
            @Nullable Instant expiresAt) {

        static IdentifierView of(KnownIdentifier known) {
            return new IdentifierView(
                    known.address().kind().wireName(),
                    known.masked(),
                    known.verifiedAt() == null ? "unverified" : "verified",
                    known.expiresAt());
        }
    }
}
