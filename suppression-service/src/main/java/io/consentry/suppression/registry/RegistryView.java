package io.consentry.suppression.registry;

import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant stands to a registry.
 *
 * @param registration with the NCC and when it must be renewed; null when there is none, and for other registries
 * @param registered whether it is valid now
 * @param cleansedAt when the list was last cleansed; null when it never was
 * @param cleansedThrough the last instant at which that counts
 * @param stale whether the list must be cleansed before marketing goes on
 * @param lastRun the latest, whether or not it cleansed
 * @param runs the latest, with their certificates; at most {@value #RUNS_MAX}
 */
record RegistryView(
        OptOutRegistry registry,
        @Nullable NccRegistration registration,
        boolean registered,
        @Nullable Instant cleansedAt,
        @Nullable Instant cleansedThrough,
        boolean stale,
        @Nullable CleanseRun lastRun,
        List<CleanseRun> runs) {

    static final int RUNS_MAX = 60;

    static RegistryView of(
            Tenant tenant, OptOutRegistry registry, Optional<Instant> cleansedAt, List<CleanseRun> runs, Instant now) {
        Registries registries = tenant.settings().registries();
        NccRegistration registration = registry == OptOutRegistry.NCC && registries != null ? registries.ncc() : null;
        Optional<Instant> through = cleansedAt.map(at -> OptOutRegistry.cleansedThrough(at, tenant.zone()));
        return new RegistryView(
                registry,
                registration,
                registration != null && registration.isValidAt(now),
                cleansedAt.orElse(null),
                through.orElse(null),
                through.filter(last -> !now.isAfter(last)).isEmpty(),
                runs.isEmpty() ? null : runs.get(0),
                runs);
    }
}
