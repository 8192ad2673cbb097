package io.consentry.suppression.entry;

import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * An address that a mail system reported. Redacted when printed.
 *
 * @param raw as the report spells it; null when only its keyed hash is known
 * @param masked enough for the person to recognise it
 */
public record ReportedAddress(
        KeyedAddress address, @Nullable String raw, String masked) {

    /** The address that a report names. */
    public static ReportedAddress of(Tenant tenant, Address address) {
        return new ReportedAddress(AddressKeys.keyed(tenant.keys(), address), address.raw(), address.masked());
    }

    @Override
    public String toString() {
        return "ReportedAddress[redacted]";
    }
}
