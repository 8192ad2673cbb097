package io.consentry.suppression.entry;

import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.consentry.suppression.hold.Hold;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's wish to suppress an address, found to be in order. */
record AddSuppression(
        Address address,
        Scope scope,
        SuppressionReason reason,
        @Nullable String note) {

    SuppressionEntry toEntry(Tenant tenant, UUID id, Instant now) {
        return new SuppressionEntry(
                id,
                AddressKeys.keyed(tenant.keys(), address),
                scope,
                reason,
                SuppressionOrigin.TENANT,
                now,
                now,
                reason.hasHold() ? Hold.of(tenant).until(now) : null,
                null,
                null);
    }

    /** Of an erased person nothing is kept but the keyed hash (capability D1). */
    PersonalPart personalPart(Tenant tenant, UUID id) {
        if (reason == SuppressionReason.ERASED) {
            return PersonalPart.NONE;
        }
        EntryCipher cipher = new EntryCipher(tenant.keys(), id);
        return new PersonalPart(
                cipher.encrypt(Part.ADDRESS, address.raw()),
                address.masked(),
                note == null ? null : cipher.encrypt(Part.NOTE, note));
    }
}
