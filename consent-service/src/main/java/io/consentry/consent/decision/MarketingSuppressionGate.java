package io.consentry.consent.decision;

import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import java.util.List;
import java.util.Set;

/** Gates 5 and 6: the suppression list, for everything that is only about marketing; the registries' entries are {@link RegistryGate}'s. */
final class MarketingSuppressionGate implements Gate {

    private final ReasonCode code;
    private final Set<SuppressionReason> of;

    private MarketingSuppressionGate(ReasonCode code, SuppressionReason... of) {
        this.code = code;
        this.of = Set.of(of);
    }

    /** Gate 5. */
    static Gate optOuts() {
        return new MarketingSuppressionGate(
                ReasonCode.SUPPRESSED_OPT_OUT,
                SuppressionReason.OPT_OUT,
                SuppressionReason.MANUAL,
                SuppressionReason.LEGAL);
    }

    /** Gate 6. */
    static Gate complaints() {
        return new MarketingSuppressionGate(ReasonCode.SUPPRESSED_COMPLAINT, SuppressionReason.COMPLAINT);
    }

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        for (SuppressionFact entry : asked.facts().suppressions()) {
            if (of.contains(entry.reason()) && stands(entry, asked)) {
                reasons.add(Reason.of(code, entry.id()));
            }
        }
    }

    private static boolean stands(SuppressionFact entry, Case asked) {
        SendQuestion question = asked.question();
        return !isEndedOptOut(entry)
                && entry.covers(question.purpose().map(Purpose::key).orElse(null), question.channel())
                && !isLifted(entry, asked);
    }

    /** An opt-out whose hold has ended no longer blocks by itself; {@link Ground} keeps permission from coming back. */
    static boolean isEndedOptOut(SuppressionFact entry) {
        return entry.minimised() && entry.reason() == SuppressionReason.OPT_OUT;
    }

    /** The person's own later consent lifts their opt-out, and only in the consent's scope (capability S3). */
    private static boolean isLifted(SuppressionFact entry, Case asked) {
        return entry.reason() == SuppressionReason.OPT_OUT
                && entry.origin() == SuppressionOrigin.RECIPIENT
                && asked.latest().stream()
                        .anyMatch(consent -> consent.ownAct()
                                && asked.carries(consent)
                                && consent.occurredAt().isAfter(entry.since()));
    }
}
