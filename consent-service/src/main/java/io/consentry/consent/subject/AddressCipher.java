package io.consentry.consent.subject;

import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Encrypts the addresses of people; none can be passed off as another. */
final class AddressCipher {

    private static final AddressNormaliser NORMALISER = new AddressNormaliser();

    private AddressCipher() {}

    static byte[] encrypt(Tenant tenant, Address address, KeyedAddress keyed) {
        return tenant.keys().encrypt(address.raw().getBytes(StandardCharsets.UTF_8), associatedData(keyed));
    }

    /** Fails on what these keys did not seal for this address. */
    static Address decrypt(Tenant tenant, KeyedAddress keyed, byte[] encrypted) {
        try {
            String raw = new String(tenant.keys().decrypt(encrypted, associatedData(keyed)), StandardCharsets.UTF_8);
            return NORMALISER.normalise(keyed.kind(), raw, tenant.settings().defaultPhoneRegion());
        } catch (GeneralSecurityException | AddressInvalidException e) {
            throw new IllegalStateException("an address of tenant " + tenant.id() + " cannot be decrypted", e);
        }
    }

    private static byte[] associatedData(KeyedAddress keyed) {
        return ("address:" + keyed.key().value()).getBytes(StandardCharsets.UTF_8);
    }
}
