package io.consentry.consent.decision;

import io.consentry.contract.ReasonCode;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.util.Optional;

/** Gate 1, for marketing to South Africa: who markets there must be registered with the NCC, anew every year (rule A-15). */
final class RegistrationGate {

    /** The region whose law asks for registration and cleansing. */
    static final String REGION = "ZA";

    private RegistrationGate() {}

    /** @param at when the message is to be sent */
    static Optional<Reason> refusal(TenantSettings settings, Instant at) {
        if (!settings.region().equals(REGION)) {
            return Optional.empty();
        }
        Registries registries = settings.registries();
        NccRegistration ncc = registries == null ? null : registries.ncc();
        if (ncc == null) {
            return refusal(
                    "The tenant has no registration with the NCC's opt-out registry (A-15). Register with the NCC, "
                            + "then send its number and dates as registries.ncc with PUT /v1/tenant.");
        }
        if (at.isBefore(ncc.registeredAt())) {
            return refusal("The tenant's registration with the NCC's opt-out registry begins only later (A-15). "
                    + "Wait for registries.ncc.registeredAt, or correct it with PUT /v1/tenant.");
        }
        if (!ncc.isValidAt(at)) {
            return refusal(
                    "The tenant's registration with the NCC's opt-out registry has lapsed (A-15). Renew it with the NCC, "
                            + "then send the new registries.ncc.renewsAt with PUT /v1/tenant.");
        }
        return Optional.empty();
    }

    private static Optional<Reason> refusal(String detail) {
        return Optional.of(new Reason(ReasonCode.TENANT_NOT_REGISTERED, detail, null, null));
    }
}
