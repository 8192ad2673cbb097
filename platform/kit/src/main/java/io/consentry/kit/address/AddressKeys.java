package io.consentry.kit.address;

import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.crypto.TenantKeys;

/** The keyed hash by which services and events name an address (capability T3). */
public final class AddressKeys {

    private AddressKeys() {}

    /** The tenant's key of the address: the same in every service, and for the life of the tenant. */
    public static AddressKey key(TenantKeys keys, Address address) {
        return address.key(keys);
    }

    /** The address as events carry it. */
    public static KeyedAddress keyed(TenantKeys keys, Address address) {
        return new KeyedAddress(address.kind(), key(keys, address));
    }
}
