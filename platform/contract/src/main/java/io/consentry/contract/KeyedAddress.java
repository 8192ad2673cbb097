package io.consentry.contract;

/** An address as it stands in events: its kind and its keyed hash, never the address itself (capability T3). */
public record KeyedAddress(AddressKind kind, AddressKey key) implements Comparable<KeyedAddress> {

    /** Reads the two as they stand in a database; fails on anything else. */
    public static KeyedAddress of(String kind, String key) {
        return new KeyedAddress(AddressKind.of(kind), new AddressKey(key));
    }

    @Override
    public int compareTo(KeyedAddress other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : key.compareTo(other.key);
    }
}
