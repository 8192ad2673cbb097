package io.consentry.consent.ledger;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flags that have passed the edge. */
record FlagCommand(
        @Nullable Boolean child,
        @Nullable CompetentConsent competentConsent,
        @Nullable Boolean restricted,
        Evidence evidence) {

    SubjectFlagged event(SubjectId subject, List<KeyedAddress> addresses, Instant recordedAt) {
        return new SubjectFlagged(
                subject, addresses, child, competentConsent, restricted, evidence.occurredAt(), recordedAt);
    }
}
