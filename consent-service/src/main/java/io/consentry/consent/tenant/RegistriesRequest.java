package io.consentry.consent.tenant;

import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.SignOff;
import io.consentry.kit.problem.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a tenant says that it stands to opt-out registries. */
record RegistriesRequest(
        @Nullable NccRequest ncc,
        @Nullable Boolean blockOverridesConsent,
        @Nullable SignOffRequest signOff) {

    record NccRequest(
            @Nullable String number,
            @Nullable String registeredAt,
            @Nullable String renewsAt) {}

    record SignOffRequest(
            @Nullable String by,
            @Nullable String at,
            @Nullable String reference) {}

    private static final int TEXT_LENGTH_MAX = 200;

    /** The same as settings; null when a rule is broken, which is noted. */
    @Nullable
    Registries parse(Violations violations) {
        NccRegistration registration = ncc == null ? null : registration(ncc, violations);
        SignOff decision = signOff == null ? null : decision(signOff, violations);
        if (Boolean.FALSE.equals(blockOverridesConsent) && decision == null) {
            violations.add(
                    "registries.signOff",
                    "sign-off-needed",
                    "whether consent outweighs a registry's block is unsettled law: false needs a recorded legal sign-off with by, at"
                            + " and reference (A-17)");
            return null;
        }
        return new Registries(registration, blockOverridesConsent, decision);
    }

    private static @Nullable NccRegistration registration(NccRequest ncc, Violations violations) {
        String number = text("registries.ncc.number", ncc.number(), violations);
        Instant registeredAt = instant("registries.ncc.registeredAt", ncc.registeredAt(), violations);
        Instant renewsAt = instant("registries.ncc.renewsAt", ncc.renewsAt(), violations);
        if (number == null || registeredAt == null || renewsAt == null) {
            return null;
        }
        if (!renewsAt.isAfter(registeredAt)) {
            violations.add("registries.ncc.renewsAt", "order", "must be after registeredAt (A-15)");
        }
        return new NccRegistration(number, registeredAt, renewsAt);
    }

    private static @Nullable SignOff decision(SignOffRequest signOff, Violations violations) {
        String by = text("registries.signOff.by", signOff.by(), violations);
        Instant at = instant("registries.signOff.at", signOff.at(), violations);
        String reference = text("registries.signOff.reference", signOff.reference(), violations);
        return by == null || at == null || reference == null ? null : new SignOff(by, at, reference);
    }

    private static @Nullable String text(String path, @Nullable String text, Violations violations) {
        if (!violations.require(path, text)) {
            return null;
        }
        violations.requireAtMost(path, text, TEXT_LENGTH_MAX);
        return text;
    }

    private static @Nullable Instant instant(String path, @Nullable String text, Violations violations) {
        return violations.require(path, text) ? violations.readInstant(path, text) : null;
    }
}
