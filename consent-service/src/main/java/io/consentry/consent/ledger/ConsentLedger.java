package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentObjected;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules for adding to the ledger. Pure: what is known and what is asked decide what is recorded. */
final class ConsentLedger {

    private ConsentLedger() {}

    /** The event that records a decision. */
    static ConsentEvent event(
            SubjectId subject,
            RequestedDecision decision,
            List<KeyedAddress> addresses,
            Evidence evidence,
            Instant recordedAt,
            @Nullable UUID cause) {
        ConsentChange change = new ConsentChange(
                subject,
                decision.purpose(),
                decision.channel(),
                addresses,
                evidence.occurredAt(),
                recordedAt,
                evidence.actor(),
                evidence.method(),
                evidence.notice(),
                decision.validUntil(),
                cause,
                decision.softOptIn() == null ? null : decision.softOptIn().basis(),
                ToldSource.of(evidence.source()));
        return switch (decision.action()) {
            case REQUEST -> new ConsentRequested(change);
            case GRANT -> new ConsentGiven(change);
            case REFUSE -> new ConsentRefused(change);
            case WITHDRAW -> new ConsentWithdrawn(change);
            case RENEW -> new ConsentRenewed(change);
            case OBJECT -> new ConsentObjected(change);
        };
    }

    /**
     * Refuses a grant that an opt-out forbids: one that is not the person's own act, as a soft opt-in never is, or
     * that happened before the opt-out (capability S3). The person's whole ledger counts, whichever address the opt-out came from.
     */
    static void requireAllowed(
            SubjectId subject, List<RequestedDecision> decisions, Evidence evidence, ContactFacts known) {
        for (int i = 0; i < decisions.size(); i++) {
            requireAllowed(i, subject, decisions.get(i), evidence, known);
        }
    }

    /** The same for one decision, and what is known of one address. */
    static void requireAllowed(
            int index, SubjectId subject, RequestedDecision decision, Evidence evidence, ContactFacts known) {
        refusal(index, subject, decision, evidence, known).ifPresent(refused -> {
            throw refused;
        });
    }

    /** Why a decision may not be recorded; empty when it may. */
    static Optional<RefusedException> refusal(
            int index, SubjectId subject, RequestedDecision decision, Evidence evidence, ContactFacts known) {
        PurposeKey purpose = decision.purpose();
        Channel channel = decision.channel();
        if (purpose == null || channel == null || !decision.action().gives()) {
            return Optional.empty();
        }
        Optional<Instant> refusedAt = known.refusedAt(subject, purpose, channel);
        if (refusedAt.isEmpty()) {
            return Optional.empty();
        }
        String path = "decisions[" + index + "]";
        if (decision.softOptIn() != null || !evidence.isOwnAct()) {
            return refusal(
                    ProblemType.OPT_OUT_STANDS,
                    path,
                    "only the person's own later act lifts an opt-out; imports, agents and soft opt-ins do not (S3)");
        }
        if (!evidence.occurredAt().isAfter(refusedAt.get())) {
            return refusal(ProblemType.STALE_GRANT, path, "happened before an opt-out that is on record");
        }
        return Optional.empty();
    }

    private static Optional<RefusedException> refusal(ProblemType type, String path, String message) {
        return Optional.of(new RefusedException(
                type, "An opt-out stands; see violations.", List.of(new Violation(path, type.code(), message))));
    }
}
