package io.consentry.consent.ledger;

import io.consentry.contract.Channel;
import io.consentry.contract.ProblemType;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** What may be recorded about hours. Pure. */
final class HoursAgreementRules {

    private HoursAgreementRules() {}

    /**
     * Refuses late news: an agreement that happened before an end of it, or before an opt-out from everything, on one of its channels; or
     * before a later agreement, whose place it would take.
     */
    static void requireLatest(HoursAgreementCommand command, List<LedgerEntry> history) {
        Instant agreedAt = command.evidence().occurredAt();
        boolean stale = history.stream()
                .map(LedgerEntry::event)
                .anyMatch(event ->
                        ends(event, command.channels(), agreedAt) || replaces(event, command.channels(), agreedAt));
        if (stale) {
            throw new RefusedException(
                    ProblemType.STALE_AGREEMENT,
                    "What is on record of these hours is later; see violations.",
                    List.of(new Violation(
                            "evidence.occurredAt",
                            ProblemType.STALE_AGREEMENT.code(),
                            "lies before an end, an opt-out from everything or another agreement that is on record")));
        }
    }

    private static boolean ends(DomainEvent event, List<Channel> channels, Instant agreedAt) {
        if (event instanceof HoursAgreementEnded ended) {
            return !Collections.disjoint(ended.channels(), channels)
                    && !ended.occurredAt().isBefore(agreedAt);
        }
        return event instanceof ConsentEvent decision
                && decision.status().isOptOut()
                && decision.change().purpose() == null
                && (decision.change().channel() == null
                        || channels.contains(decision.change().channel()))
                && !decision.change().occurredAt().isBefore(agreedAt);
    }

    private static boolean replaces(DomainEvent event, List<Channel> channels, Instant agreedAt) {
        return event instanceof HoursAgreed other
                && !Collections.disjoint(other.channels(), channels)
                && other.occurredAt().isAfter(agreedAt);
    }
}
