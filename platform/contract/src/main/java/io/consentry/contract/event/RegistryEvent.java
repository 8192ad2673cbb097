package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.UUID;

/** What happened between a tenant and a registry. It is about the tenant's whole list and not about an address: its order is its own. */
public sealed interface RegistryEvent extends DomainEvent {

    /** Which registry. */
    OptOutRegistry registry();

    @Override
    default Topic topic() {
        return Topic.SUPPRESSION_EVENTS;
    }

    @Override
    default String orderingKey() {
        return "registry:" + registry().wireName();
    }

    /**
     * The tenant's list was cleansed: everybody whom the registry's answer names is on the suppression list (rule A-16).
     *
     * @param runId the run, whose certificate suppression-service keeps
     * @param cleansedAt from when the thirty days count
     */
    @WireName("io.consentry.registry.cleansed.v1")
    record RegistryCleansed(UUID runId, OptOutRegistry registry, Instant cleansedAt) implements RegistryEvent {

        public RegistryCleansed {
            requireNonNull(runId, "runId");
            requireNonNull(registry, "registry");
            requireNonNull(cleansedAt, "cleansedAt");
        }
    }
}
