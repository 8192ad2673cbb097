package io.consentry.consent.ledger;

import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.subject.Subject;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.contract.event.PreferenceEvent.ChoicesSubmitted;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A choice of one person, and the addresses at which it counts. Opting out is wide, consenting narrow (capability C8). */
record ChoiceDecision(PurposeKey purpose, Channel channel, RequestedDecision decision, List<KeyedAddress> addresses) {

    /**
     * What the choices mean for a person. A consent counts at the address of the page alone, where the channel reaches it, and only for
     * what the tenant's catalogue offers, and not for special categories: a choice is no express statement. What cannot count is left out,
     * and what is said twice counts once. An opt-out always counts: for a person who is alone at the address, everywhere.
     */
    static List<ChoiceDecision> of(
            ChoicesSubmitted submitted,
            Subject subject,
            boolean alone,
            Tenant tenant,
            Map<PurposeKey, Purpose> purposes) {
        List<ChoiceDecision> decisions = new ArrayList<>();
        for (Choice choice : new LinkedHashSet<>(submitted.choices())) {
            if (!choice.wanted()) {
                decisions.add(optOut(choice, submitted.address(), subject, alone));
                continue;
            }
            Purpose purpose = purposes.get(choice.purpose());
            if (purpose != null
                    && purpose.channels().contains(choice.channel())
                    && !purpose.needsExplicitConsent()
                    && canConsent(choice, submitted, tenant)) {
                decisions.add(consent(choice, submitted, tenant, purpose));
            }
        }
        return decisions;
    }

    private static boolean canConsent(Choice choice, ChoicesSubmitted submitted, Tenant tenant) {
        return tenant.status() == TenantStatus.ACTIVE
                && choice.channel().reaches(submitted.address().kind());
    }

    private static ChoiceDecision optOut(Choice choice, KeyedAddress page, Subject subject, boolean alone) {
        TreeSet<KeyedAddress> addresses = new TreeSet<>(List.of(page));
        if (alone) {
            addresses.addAll(subject.reachableOn(choice.channel()));
        }
        return of(choice, ConsentAction.WITHDRAW, null, List.copyOf(addresses));
    }

    private static ChoiceDecision consent(Choice choice, ChoicesSubmitted submitted, Tenant tenant, Purpose purpose) {
        Instant validUntil = purpose.validity() == null
                ? null
                : submitted
                        .occurredAt()
                        .atZone(tenant.zone())
                        .plus(purpose.validity())
                        .toInstant();
        return of(choice, ConsentAction.GRANT, validUntil, List.of(submitted.address()));
    }

    private static ChoiceDecision of(
            Choice choice, ConsentAction action, @Nullable Instant validUntil, List<KeyedAddress> addresses) {
        return new ChoiceDecision(
                choice.purpose(),
                choice.channel(),
                new RequestedDecision(action, choice.purpose(), choice.channel(), validUntil, null),
                addresses);
    }

    boolean gives() {
        return decision.action().gives();
    }
}
