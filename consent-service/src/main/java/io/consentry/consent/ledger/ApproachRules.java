package io.consentry.consent.ledger;

import io.consentry.consent.facts.Approach;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Whom a request for consent may be recorded of: nobody who said no to anything, and nobody who is suppressed (A-06, B-11). Pure. */
final class ApproachRules {

    private ApproachRules() {}

    /**
     * Refuses a request that an opt-out or the suppression list forbids.
     *
     * @param path of the request, for the violation
     * @param person what the person's whole ledger says
     * @param everywhere what is known of each address of the person
     * @param reached what is known of those that the request goes to
     */
    static void requireAllowed(
            String path,
            RequestedDecision request,
            ContactFacts person,
            Collection<ContactFacts> everywhere,
            Collection<ContactFacts> reached) {
        boolean refused = Stream.concat(Stream.of(person), everywhere.stream())
                .map(Approach::refusal)
                .anyMatch(Optional::isPresent);
        if (refused) {
            throw refusal(
                    ProblemType.OPT_OUT_STANDS,
                    path,
                    "the person, or somebody at the same address, said no: nobody is asked to come back (A-06, B-11)");
        }
        boolean suppressed = Stream.concat(
                        everywhere.stream().map(Approach::suppression),
                        reached.stream().map(known -> undeliverable(known, request)))
                .anyMatch(Optional::isPresent);
        if (suppressed) {
            throw refusal(
                    ProblemType.SUPPRESSED,
                    path,
                    "the suppression list has an address of the person, also where its hold has ended (B-11)");
        }
    }

    private static Optional<UUID> undeliverable(ContactFacts known, RequestedDecision request) {
        return request.purpose() == null || request.channel() == null
                ? Optional.empty()
                : Approach.undeliverable(known, request.purpose(), request.channel());
    }

    private static RefusedException refusal(ProblemType type, String path, String message) {
        return new RefusedException(
                type,
                "The person may not be asked; see violations.",
                List.of(new Violation(path, type.code(), message)));
    }
}
