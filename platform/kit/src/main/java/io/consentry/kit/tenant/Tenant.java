package io.consentry.kit.tenant;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.problem.RefusedException;
import java.time.ZoneId;

/**
 * A tenant as this service knows it.
 *
 * @param version of the settings; 1 for a new tenant, one more with each change
 * @param settings what the tenant set
 * @param keys the tenant's own, unwrapped
 */
public record Tenant(TenantId id, long version, TenantStatus status, TenantSettings settings, TenantKeys keys) {

    /** Refuses to go on for a tenant that the operator has suspended. What people themselves ask for is never refused on this ground. */
    public Tenant requireActive() {
        if (status != TenantStatus.ACTIVE) {
            throw new RefusedException(
                    ProblemType.TENANT_SUSPENDED, "Opt-outs are still taken; for all else ask the operator.");
        }
        return this;
    }

    /** The zone in which holds and contact hours are reckoned. */
    public ZoneId zone() {
        return ZoneId.of(settings.timeZone());
    }
}
