package io.consentry.suppression.transfer;

import java.time.Instant;
import java.util.UUID;

/** Ids that grow with time (RFC 9562, version 7): many that are added together stand together in their index. */
final class TimeOrderedId {

    private static final int VERSION_7 = 0x7000;
    private static final int RANDOM_BITS = 0x0FFF;

    private TimeOrderedId() {}

    static UUID at(Instant time) {
        UUID random = UUID.randomUUID();
        long high = time.toEpochMilli() << 16 | VERSION_7 | random.getMostSignificantBits() & RANDOM_BITS;
        return new UUID(high, random.getLeastSignificantBits());
    }
}
