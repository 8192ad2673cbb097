package io.consentry.consent.decision;

import io.consentry.contract.ReasonCode;
import java.util.List;

/** Gate 2: the message has a purpose of the tenant's catalogue, on a channel that the purpose allows. */
final class PurposeGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        SendQuestion question = asked.question();
        if (question.purpose().isEmpty() && (question.isMarketing() || question.purposeNamed())) {
            reasons.add(Reason.of(ReasonCode.UNKNOWN_PURPOSE));
        }
        question.purpose()
                .filter(purpose -> !purpose.channels().contains(question.channel()))
                .ifPresent(purpose -> reasons.add(Reason.of(ReasonCode.CHANNEL_NOT_ALLOWED)));
    }
}
