package io.consentry.consent.facts;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Whether somebody may be approached with a request for consent: once, and only who has not withheld consent (POPIA s69(2)(a), rules A-06
 * and B-11). Pure. A no to anything is a no here: asking for another purpose would be one more way to win somebody back.
 */
public final class Approach {

    /** How long after its recording a request may go out: whatever goes out later is a second approach. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** These say something of the address, and nothing that the person or the tenant wants. */
    private static final Set<SuppressionReason> OF_THE_ADDRESS =
            Set.of(SuppressionReason.HARD_BOUNCE, SuppressionReason.SOFT_BOUNCE, SuppressionReason.WRONG_PERSON);

    private Approach() {}

    /**
     * The decision by which somebody behind the address, or who turned out to be the same person, said no, to whatever it was; empty when
     * nobody did.
     */
    public static Optional<UUID> refusal(ContactFacts known) {
        return known.decisions()
                .filter(decision -> decision.status().isOptOut())
                .map(ConsentFact::eventId)
                .findFirst();
    }

    /** The entry of the suppression list that speaks against it, in whatever scope, and though its hold has ended; empty when none does. */
    public static Optional<UUID> suppression(ContactFacts known) {
        return entry(known, found -> !OF_THE_ADDRESS.contains(found.reason()));
    }

    /** The entry that keeps every message for the purpose from the address; empty when there is none. */
    public static Optional<UUID> undeliverable(ContactFacts known, PurposeKey purpose, Channel channel) {
        return entry(known, found -> OF_THE_ADDRESS.contains(found.reason()) && found.covers(purpose, channel));
    }

    /** The first moment at which a request may no longer go out. */
    public static Instant endOf(ConsentFact request) {
        return request.occurredAt().plus(WINDOW);
    }

    private static Optional<UUID> entry(ContactFacts known, Predicate<SuppressionFact> speaksAgainst) {
        return known.suppressions().stream()
                .filter(speaksAgainst)
                .map(SuppressionFact::id)
                .findFirst();
    }
}
