package io.consentry.consent.decision;

import io.consentry.consent.facts.PreferenceFact;
import io.consentry.contract.Frequency;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.List;

/**
 * Gate 11: what the person wants beside yes and no (requirement 001-66). A pause ends at its instant. How often something may come is
 * counted from the last message that the sender says it sent; a sender that says of none is taken to have sent none.
 */
final class PreferenceGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        for (PreferenceFact wish : asked.facts().preferences()) {
            Instant pausedUntil = wish.pausedUntil();
            if (pausedUntil != null && asked.at().isBefore(pausedUntil)) {
                reasons.add(Reason.healing(ReasonCode.PREFERENCE_OFF, wish.eventId(), pausedUntil));
            }
            asked.question().lastSentAt().ifPresent(last -> {
                Frequency frequency = wish.frequency(asked.question().purposeKey());
                Instant next = last.atZone(asked.situation().zone())
                        .plus(frequency.apart())
                        .toInstant();
                if (asked.at().isBefore(next)) {
                    reasons.add(Reason.healing(ReasonCode.FREQUENCY_CAP, wish.eventId(), next));
                }
            });
        }
    }
}
