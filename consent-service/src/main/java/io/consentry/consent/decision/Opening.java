package io.consentry.consent.decision;

import io.consentry.consent.facts.HoursFact;
import io.consentry.consent.hours.ContactHours;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first moment, from that of the decision on, at which marketing may reach the recipient: within the law's hours, or within those that
 * everybody behind the address agreed to in writing (rule A-18). An agreement adds hours and takes none away.
 *
 * @param agreements those that the moment rests on; none when it lies within the law's hours
 */
record Opening(Instant at, List<HoursFact> agreements) {

    static Opening of(Case asked) {
        ContactHours hours = asked.situation().hours();
        Instant lawful = hours.nextAllowedAt(asked.at()).orElse(asked.at());
        if (lawful.equals(asked.at())) {
            return new Opening(lawful, List.of());
        }
        return agreed(asked, hours)
                .filter(agreed -> agreed.at().isBefore(lawful))
                .orElse(new Opening(lawful, List.of()));
    }

    /** An agreement that has ended by then opens nothing. */
    private static Optional<Opening> agreed(Case asked, ContactHours hours) {
        List<HoursFact> agreements = asked.facts().agreedHours(asked.question().channel());
        if (agreements.isEmpty()) {
            return Optional.empty();
        }
        return hours.agreed(agreements.stream().map(HoursFact::hours).toList())
                .map(agreed -> agreed.nextAllowedAt(asked.at()).orElse(asked.at()))
                .filter(at -> agreements.stream()
                        .allMatch(agreement -> agreement.isValidAt(asked.at()) && agreement.isValidAt(at)))
                .map(at -> new Opening(at, agreements));
    }
}
