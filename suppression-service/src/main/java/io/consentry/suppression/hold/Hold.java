package io.consentry.suppression.hold;

import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How long an entry is held before it is minimised: calendar months in the tenant's zone. A tenant may lengthen the twelve months,
 * never shorten them (capability S2). A day that the last month lacks becomes that month's last day.
 */
public record Hold(int months, ZoneId zone) {

    /** The hold for a tenant whose settings have not arrived yet. */
    public static final Hold SHORTEST = new Hold(TenantSettings.HOLD_MONTHS_MIN, ZoneOffset.UTC);

    public Hold {
        months = Math.max(months, TenantSettings.HOLD_MONTHS_MIN);
    }

    /** The tenant's hold. */
    public static Hold of(Tenant tenant) {
        return new Hold(tenant.settings().holdMonths(), tenant.zone());
    }

    /** The instant at which the hold of an act ends: at that instant it has ended, and not a moment before. */
    public Instant until(Instant since) {
        return since.atZone(zone).plusMonths(months).toInstant();
    }
}
