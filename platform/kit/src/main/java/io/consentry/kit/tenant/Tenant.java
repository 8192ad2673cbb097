package io.consentry.kit.tenant;

import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.crypto.TenantKeys;
import java.time.ZoneId;

/** A tenant as this service knows it: settings of one version, and its keys. */
public record Tenant(TenantId id, long version, TenantStatus status, TenantSettings settings, TenantKeys keys) {

    /** The zone in which holds and contact hours are reckoned. */
    public ZoneId zone() {
        return ZoneId.of(settings.timeZone());
    }
}
