package io.consentry.consent.check;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The send-permission decision of rules.md, as a pure function: every gate that fails is named, in the order of the gates, and nothing
 * is allowed unless none does. Messages that are not marketing pass the marketing gates (5 to 13) and no others.
 */
final class DecisionPolicy {

    private DecisionPolicy() {}

    /**
     * Decides for the moment at which the message is to be sent, or now.
     *
     * @param asked when the question is answered; what has ended by then has ended, whenever the message was to be sent
     */
    static Verdict decide(ContactFacts facts, SendQuestion question, Situation situation, Instant asked) {
        Instant now =
                question.sendAt().filter(planned -> planned.isAfter(asked)).orElse(asked);
        List<Reason> reasons = new ArrayList<>();
        boolean marketing = question.isMarketing();
        if (!situation.isTenantIdentified()) {
            reasons.add(Reason.of(ReasonCode.TENANT_NOT_REGISTERED));
        } else if (marketing) {
            RegistrationGate.refusal(situation.settings(), now).ifPresent(reasons::add);
        }
        purposeGate(question, marketing, reasons);
        addressGate(facts, question, situation, marketing, reasons);
        hardSuppressionGate(facts, reasons);
        if (!marketing) {
            return new Verdict(reasons, Optional.empty());
        }
        marketingSuppressionGates(facts, question, situation, now, reasons);
        Optional<ConsentFact> consent =
                question.purpose().flatMap(purpose -> groundGate(facts, purpose, question.channel(), now, reasons));
        explainClass(question, reasons);
        return new Verdict(reasons, consent);
    }

    /** An unknown class is no reason to deny; where something else is, it may be why the marketing gates were asked at all. */
    private static void explainClass(SendQuestion question, List<Reason> reasons) {
        if (!question.classKnown() && !reasons.isEmpty()) {
            reasons.add(Reason.of(ReasonCode.CLASS_UNKNOWN));
            reasons.sort(Comparator.comparing(reason -> reason.code().gate()));
        }
    }

    private static void purposeGate(SendQuestion question, boolean marketing, List<Reason> reasons) {
        if (question.purpose().isEmpty() && (marketing || question.purposeNamed())) {
            reasons.add(Reason.of(ReasonCode.UNKNOWN_PURPOSE));
        }
        question.purpose()
                .filter(purpose -> !purpose.channels().contains(question.channel()))
                .ifPresent(purpose -> reasons.add(Reason.of(ReasonCode.CHANNEL_NOT_ALLOWED)));
    }

    private static void addressGate(
            ContactFacts facts, SendQuestion question, Situation situation, boolean marketing, List<Reason> reasons) {
        if (question.recipient().isEmpty()) {
            reasons.add(Reason.of(ReasonCode.ADDRESS_INVALID));
        }
        if (marketing && (facts.incomplete() || !situation.fresh())) {
            reasons.add(Reason.of(ReasonCode.DEPENDENCY_UNAVAILABLE));
        }
    }

    private static void hardSuppressionGate(ContactFacts facts, List<Reason> reasons) {
        facts.suppressions().stream()
                .filter(entry -> entry.reason().isHard())
                .forEach(entry -> reasons.add(Reason.of(ReasonCode.SUPPRESSED_HARD, entry.id())));
    }

    private static void marketingSuppressionGates(
            ContactFacts facts, SendQuestion question, Situation situation, Instant now, List<Reason> reasons) {
        List<SuppressionFact> entries = facts.suppressions().stream()
                .filter(entry -> !entry.reason().isHard() && !isEndedOptOut(entry))
                .filter(entry ->
                        entry.covers(question.purpose().map(Purpose::key).orElse(null), question.channel()))
                .filter(entry -> !isLifted(entry, facts, question, now))
                .toList();
        entries.stream()
                .filter(entry -> gateOf(entry.reason()) == ReasonCode.SUPPRESSED_OPT_OUT)
                .forEach(entry -> reasons.add(Reason.of(ReasonCode.SUPPRESSED_OPT_OUT, entry.id())));
        entries.stream()
                .filter(entry -> gateOf(entry.reason()) == ReasonCode.SUPPRESSED_COMPLAINT)
                .forEach(entry -> reasons.add(Reason.of(ReasonCode.SUPPRESSED_COMPLAINT, entry.id())));
        List<ConsentFact> latest = question.purpose()
                .map(purpose -> facts.latest(purpose.key(), question.channel()))
                .orElse(List.of());
        reasons.addAll(RegistryGate.blocks(situation.settings(), entries, latest, now));
        RegistryGate.staleness(situation.settings(), situation.nccCleansedAt(), now)
                .ifPresent(reasons::add);
    }

    /** An opt-out whose hold has ended no longer blocks by itself; {@link #groundGate} keeps permission from coming back. */
    private static boolean isEndedOptOut(SuppressionFact entry) {
        return entry.minimised() && entry.reason() == SuppressionReason.OPT_OUT;
    }

    private static ReasonCode gateOf(SuppressionReason reason) {
        return switch (reason) {
            case COMPLAINT -> ReasonCode.SUPPRESSED_COMPLAINT;
            case REGISTRY -> ReasonCode.NCC_BLOCK;
            case HARD_BOUNCE, SOFT_BOUNCE, ERASED, WRONG_PERSON -> ReasonCode.SUPPRESSED_HARD;
            case OPT_OUT, MANUAL, LEGAL -> ReasonCode.SUPPRESSED_OPT_OUT;
        };
    }

    /** The person's own later consent lifts their opt-out, and only in the consent's scope (capability S3). */
    private static boolean isLifted(SuppressionFact entry, ContactFacts facts, SendQuestion question, Instant now) {
        if (entry.reason() != SuppressionReason.OPT_OUT
                || entry.origin() != SuppressionOrigin.RECIPIENT
                || question.purpose().isEmpty()) {
            return false;
        }
        return facts.latest(question.purpose().get().key(), question.channel()).stream()
                .anyMatch(consent -> consent.ownAct()
                        && isValid(consent, now)
                        && consent.occurredAt().isAfter(entry.since()));
    }

    /** Gates 9 and 10. One no among the people who share the address outweighs every yes. */
    private static Optional<ConsentFact> groundGate(
            ContactFacts facts, Purpose purpose, Channel channel, Instant now, List<Reason> reasons) {
        List<ConsentFact> latest = facts.latest(purpose.key(), channel);
        Optional<ConsentFact> refusal =
                latest.stream().filter(consent -> consent.status().isOptOut()).findFirst();
        if (refusal.isPresent()) {
            reasons.add(Reason.of(ReasonCode.NO_CONSENT, refusal.get().eventId()));
            return Optional.empty();
        }
        if (!purpose.needsConsent() && !channel.isElectronic()) {
            facts.suppressions().stream()
                    .filter(entry -> isEndedOptOut(entry) && entry.covers(purpose.key(), channel))
                    .findFirst()
                    .ifPresent(entry -> reasons.add(Reason.of(ReasonCode.NO_CONSENT, entry.id())));
            return Optional.empty();
        }
        Optional<ConsentFact> valid = latest.stream()
                .filter(consent -> isValid(consent, now))
                .filter(consent -> outlivesMinimised(consent, facts, purpose, channel))
                .findFirst();
        if (valid.isEmpty()) {
            reasons.add(missing(latest, now));
        }
        return valid;
    }

    private static Reason missing(List<ConsentFact> latest, Instant now) {
        return latest.stream()
                .filter(consent -> consent.status().isValid() && !isValid(consent, now))
                .findFirst()
                .map(expired -> Reason.of(ReasonCode.CONSENT_EXPIRED, expired.eventId()))
                .orElseGet(() -> Reason.of(ReasonCode.NO_CONSENT));
    }

    /** A hold that has ended gives no permission: consent from before the refusal stays void (requirement 000-29). */
    private static boolean outlivesMinimised(
            ConsentFact consent, ContactFacts facts, Purpose purpose, Channel channel) {
        return facts.suppressions().stream()
                .filter(SuppressionFact::minimised)
                .filter(entry -> entry.covers(purpose.key(), channel))
                .allMatch(entry -> consent.occurredAt().isAfter(entry.since()));
    }

    /** From its instant of expiry on, a consent is no longer valid, whether or not the ledger has noted it. */
    private static boolean isValid(ConsentFact consent, Instant now) {
        return consent.status().isValid() && (consent.validUntil() == null || now.isBefore(consent.validUntil()));
    }
}
