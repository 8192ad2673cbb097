package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionReason;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What comes of an imported decision. Pure. A list only ever tightens: it takes every opt-out and lifts none (capability C10). */
final class ImportRules {

    /** Neither is a word of the person or the tenant, and the check asks about both by itself. */
    private static final Set<SuppressionReason> NOBODYS_WORD =
            Set.of(SuppressionReason.REGISTRY, SuppressionReason.HARD_BOUNCE, SuppressionReason.SOFT_BOUNCE);

    private ImportRules() {}

    /**
     * @param dated whether the row says when the person acted
     * @param person what the whole ledger of the person says
     * @param covered what is known of each address that the decision covers
     */
    static ImportOutcome outcome(
            SubjectId subject,
            RequestedDecision decision,
            Instant occurredAt,
            boolean dated,
            ContactFacts person,
            Collection<ContactFacts> covered) {
        PurposeKey purpose = decision.purpose();
        Channel channel = decision.channel();
        if (!decision.action().gives() || purpose == null || channel == null) {
            return optOut(subject, decision, occurredAt, dated, person, covered);
        }
        return grant(subject, purpose, channel, occurredAt, person, covered);
    }

    private static ImportOutcome optOut(
            SubjectId subject,
            RequestedDecision decision,
            Instant occurredAt,
            boolean dated,
            ContactFacts person,
            Collection<ContactFacts> covered) {
        boolean stands = Stream.concat(Stream.of(person), covered.stream())
                .allMatch(known -> standingOptOut(subject, decision, known)
                        .filter(since -> !dated || !occurredAt.isAfter(since))
                        .isPresent());
        return stands ? ImportOutcome.UNCHANGED : ImportOutcome.OPTED_OUT;
    }

    /** Since when the person has said no to all that an opt-out is about, in one decision after which came no yes to any of it. */
    private static Optional<Instant> standingOptOut(SubjectId subject, RequestedDecision decision, ContactFacts known) {
        Instant since = null;
        for (ConsentFact fact : known.consents()) {
            if (!fact.subjectId().equals(subject)) {
                continue;
            }
            if (fact.status().isOptOut() && isWhole(fact, decision)) {
                since = since == null || fact.occurredAt().isAfter(since) ? fact.occurredAt() : since;
            } else if (fact.status().isValid() && isPart(fact, decision)) {
                since = null;
            }
        }
        return Optional.ofNullable(since);
    }

    private static boolean isWhole(ConsentFact fact, RequestedDecision decision) {
        return (fact.purpose() == null || fact.purpose().equals(decision.purpose()))
                && (fact.channel() == null || fact.channel() == decision.channel());
    }

    private static boolean isPart(ConsentFact fact, RequestedDecision decision) {
        return (decision.purpose() == null || decision.purpose().equals(fact.purpose()))
                && (decision.channel() == null || decision.channel() == fact.channel());
    }

    private static boolean overlap(ConsentFact fact, RequestedDecision decision) {
        return (fact.purpose() == null
                        || decision.purpose() == null
                        || fact.purpose().equals(decision.purpose()))
                && (fact.channel() == null || decision.channel() == null || fact.channel() == decision.channel());
    }

    /**
     * The instant that an opt-out has in the ledger: not before the opt-outs whose place it takes, in whole or in part, or a consent from
     * between the two would lift it.
     */
    static Instant optOutAt(
            SubjectId subject,
            RequestedDecision decision,
            Instant occurredAt,
            ContactFacts person,
            Collection<ContactFacts> covered) {
        return Stream.concat(Stream.of(person), covered.stream())
                .flatMap(known -> known.consents().stream())
                .filter(fact ->
                        fact.subjectId().equals(subject) && fact.status().isOptOut() && overlap(fact, decision))
                .map(ConsentFact::occurredAt)
                .filter(occurredAt::isBefore)
                .max(Instant::compareTo)
                .orElse(occurredAt);
    }

    /** Anybody's opt-out on an address counts: the person may come again under another number of the tenant's. */
    private static ImportOutcome grant(
            SubjectId subject,
            PurposeKey purpose,
            Channel channel,
            Instant occurredAt,
            ContactFacts person,
            Collection<ContactFacts> covered) {
        Stream<Instant> refusals = Stream.concat(
                person.refusedAt(subject, purpose, channel).stream(),
                covered.stream()
                        .flatMap(known -> known.latest(purpose, channel).stream())
                        .filter(fact -> fact.status().isOptOut())
                        .map(ConsentFact::occurredAt));
        ImportOutcome refusal = refusals.max(Instant::compareTo)
                .map(refusedAt -> occurredAt.isAfter(refusedAt) ? ImportOutcome.OPT_OUT_STANDS : ImportOutcome.STALE)
                .or(() -> covered.stream()
                        .flatMap(known -> known.suppressions().stream())
                        .filter(entry -> entry.covers(purpose, channel) && !NOBODYS_WORD.contains(entry.reason()))
                        .filter(entry -> !isEndedOptOut(entry) || !occurredAt.isAfter(entry.since()))
                        .map(entry -> isEndedOptOut(entry) ? ImportOutcome.STALE : ImportOutcome.SUPPRESSED)
                        .findFirst())
                .orElse(null);
        if (refusal != null) {
            return refusal;
        }
        boolean stands = !covered.isEmpty()
                && covered.stream().allMatch(known -> known.latest(subject, purpose, channel)
                        .filter(fact -> fact.status().isValid() && !fact.restsOnSoftOptIn()
                                || fact.status() == ConsentStatus.EXPIRED)
                        .filter(fact -> !occurredAt.isAfter(fact.occurredAt()))
                        .isPresent());
        return stands ? ImportOutcome.UNCHANGED : ImportOutcome.GRANTED;
    }

    /** A hold that has ended blocks no more, but consent from before it stays void (requirement 000-29). */
    private static boolean isEndedOptOut(SuppressionFact entry) {
        return entry.minimised() && entry.reason() == SuppressionReason.OPT_OUT;
    }
}
