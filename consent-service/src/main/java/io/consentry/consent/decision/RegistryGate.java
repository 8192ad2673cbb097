package io.consentry.consent.decision;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.ReasonCode;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Gate 7, for marketing: registries of people who want none from anybody (rules ). */
final class RegistryGate implements Gate {

    private static final String NEVER =
            "The list was never cleansed against the NCC's opt-out registry (A-16). Have it cleansed, then send the NCC's answer "
                    + "with POST /v1/registries/ncc/runs of suppression-service.";
    private static final String STALE =
            "The list was last cleansed against the NCC's opt-out registry more than " + OptOutRegistry.CLEANSED_DAYS
                    + " days ago (A-16). Have it cleansed again, then send the NCC's answer with POST /v1/registries/ncc/runs of "
                    + "suppression-service.";
    private static final String BLOCKED =
            "The person is on an opt-out registry (A-14). Do not market to this address; only the registry's own next answer lifts this.";

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        TenantSettings settings = asked.situation().settings();
        List<SuppressionFact> entries = asked.facts().suppressions().stream()
                .filter(entry -> entry.covers(
                        asked.question().purpose().map(Purpose::key).orElse(null),
                        asked.question().channel()))
                .toList();
        reasons.addAll(blocks(settings, entries, asked.latest(), asked::carries));
        staleness(settings, asked.situation().nccCleansedAt(), asked.at()).ifPresent(reasons::add);
    }

    /**
     * Whether the list is cleansed at an instant: through the thirtieth calendar day, to the instant, in the tenant's zone.
     *
     * @param cleansedAt when it was last cleansed against the NCC's registry; empty when it never was
     * @param at when the message is to be sent
     */
    static Optional<Reason> staleness(TenantSettings settings, Optional<Instant> cleansedAt, Instant at) {
        if (!settings.region().equals(RegistrationGate.REGION)) {
            return Optional.empty();
        }
        if (cleansedAt.isEmpty()) {
            return Optional.of(new Reason(ReasonCode.NCC_STALE, NEVER, null, null));
        }
        Instant through = OptOutRegistry.cleansedThrough(cleansedAt.get(), ZoneId.of(settings.timeZone()));
        return at.isAfter(through)
                ? Optional.of(new Reason(ReasonCode.NCC_STALE, STALE, null, null))
                : Optional.empty();
    }

    /**
     * The registries' entries that block. Whether the person's consent outweighs a block the law leaves open: it does only where the
     * tenant's settings carry a legal sign-off for that (rule A-17), and only the person's own.
     *
     * @param entries what stands on the address and covers the message
     * @param latest what each person at the address last said about this purpose on this channel
     * @param carries whether a consent carries the message when it is to be sent
     */
    static List<Reason> blocks(
            TenantSettings settings,
            Collection<SuppressionFact> entries,
            Collection<ConsentFact> latest,
            Predicate<ConsentFact> carries) {
        Registries registries = settings.registries();
        List<Reason> reasons = new ArrayList<>();
        if (registries != null && registries.consentLiftsBlock() && isConsented(latest, carries)) {
            return reasons;
        }
        entries.stream()
                .filter(entry -> entry.reason() == SuppressionReason.REGISTRY)
                .forEach(entry -> reasons.add(new Reason(ReasonCode.NCC_BLOCK, BLOCKED, entry.id(), null)));
        return reasons;
    }

    private static boolean isConsented(Collection<ConsentFact> latest, Predicate<ConsentFact> carries) {
        return latest.stream().noneMatch(consent -> consent.status().isOptOut())
                && latest.stream().anyMatch(consent -> consent.ownAct() && carries.test(consent));
    }
}
