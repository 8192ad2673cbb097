package io.consentry.consent.explain;

import io.consentry.consent.explain.DecisionView.Evidence;
import io.consentry.consent.explain.MadeDecision.Answer;
import io.consentry.consent.explain.MadeDecision.Why;
import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.FlagFact;
import io.consentry.consent.facts.HoursFact;
import io.consentry.consent.facts.PreferenceFact;
import io.consentry.consent.facts.SuppressionFact;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what an answer names among what was known. */
final class EvidenceFinder {

    private EvidenceFinder() {}

    /** @param agreements on hours that the answer rests on: their events are evidence, although no reason names them */
    static List<Evidence> find(Answer answer, List<HoursFact> agreements, ContactFacts facts) {
        Set<UUID> named = Stream.concat(
                        answer.reasons().stream().map(Why::evidence), Stream.ofNullable(answer.consent()))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        return Stream.of(
                        facts.decisions()
                                .filter(consent -> named.contains(consent.eventId()))
                                .map(EvidenceFinder::of),
                        facts.suppressions().stream()
                                .filter(entry -> named.contains(entry.id()))
                                .map(EvidenceFinder::of),
                        facts.flags().stream()
                                .filter(flag -> named.contains(flag.eventId()))
                                .map(EvidenceFinder::of),
                        facts.preferences().stream()
                                .filter(wish -> named.contains(wish.eventId()))
                                .map(EvidenceFinder::of),
                        agreements.stream().map(EvidenceFinder::of))
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    private static Evidence of(ConsentFact consent) {
        return new Evidence(
                consent.eventId(),
                "consent",
                consent.status().wireName(),
                consent.purpose(),
                consent.channel(),
                consent.occurredAt());
    }

    private static Evidence of(SuppressionFact entry) {
        return new Evidence(
                entry.id(), "suppression", entry.reason().wireName(), entry.purpose(), entry.channel(), entry.since());
    }

    private static Evidence of(HoursFact agreement) {
        return new Evidence(agreement.eventId(), "agreement", "hours", null, null, agreement.since());
    }

    private static Evidence of(PreferenceFact wish) {
        return new Evidence(wish.eventId(), "preference", "wishes", null, null, wish.since());
    }

    private static Evidence of(FlagFact flag) {
        return new Evidence(
                flag.eventId(), "flag", flag.flag().name().toLowerCase(Locale.ROOT), null, null, flag.since());
    }
}
