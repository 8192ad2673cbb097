package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.ConsentChange;
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
            @Nullable Instant validUntil) {

        static RecordedView of(RecordedEvent recorded) {
            ConsentChange change = recorded.event().change();
            return new RecordedView(
                    recorded.id(),
                    change.purpose(),
                    change.channel(),
                    recorded.event().status(),
                    change.recordedAt(),
                    change.validUntil());
        }
    }

    /** One line of a person's history; the change names addresses by their keys only. */
    record HistoryEntry(UUID eventId, String type, ConsentStatus status, ConsentChange change) {

        static HistoryEntry of(RecordedEvent recorded) {
            return new HistoryEntry(
                    recorded.id(),
                    recorded.event().wireName(),
                    recorded.event().status(),
                    recorded.event().change());
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
            UUID eventId) {}

    record LookupAnswer(UUID subjectId, List<IdentifierView> identifiers, List<StandingConsent> consents) {}

    /** An identifier as anybody with the scope may see it. */
    record IdentifierView(String kind, String masked) {}
}
