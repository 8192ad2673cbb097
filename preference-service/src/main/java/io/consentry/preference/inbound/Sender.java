package io.consentry.preference.inbound;

import io.consentry.contract.AddressKind;

/**
 * One of the addresses by which a provider knows who wrote. Never printed.
 *
 * @param address as the provider writes it
 */
record Sender(AddressKind kind, String address) {

    @Override
    public String toString() {
        return "Sender[" + kind + "]";
    }
}
