package io.consentry.suppression.hold;

import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How long an entry is held before it is minimised: calendar months in the tenant's zone. A tenant may lengthen the twelve months,
 * never shorten them (capability S2). A day that the last month lacks becomes that month's last day.
 */
public record Hold(int months, ZoneId zone) {

    /** The shortest hold there is. */
    public static final int MONTHS_MIN = 12;

    /** The hold for a tenant whose settings have not arrived yet. */
    public static final Hold SHORTEST = new Hold(MONTHS_MIN, ZoneOffset.UTC);

    public Hold {
        months = Math.max(months, MONTHS_MIN);
    }

    /** The tenant's hold. */
    public static Hold of(Tenant tenant) {
        return new Hold(tenant.settings().holdMonths(), tenant.zone());
    }

    /** The instant at which the hold of an act ends. */
    public Instant until(Instant since) {
        return since.atZone(zone).plusMonths(months).toInstant();
    }

    /** Whether a hold has ended: it has at its very end, and has not a moment before. */
    public static boolean hasEnded(Instant holdUntil, Instant now) {
        return !now.isBefore(holdUntil);
    }
}
