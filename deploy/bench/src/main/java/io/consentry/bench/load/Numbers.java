package io.consentry.bench.load;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** What goes into the slots of a {@link Template}. */
public final class Numbers {

    private Numbers() {}

    /** Any from 0, evenly. */
    public static LongSupplier below(long bound) {
        SplittableRandom random = new SplittableRandom();
        return () -> random.nextLong(bound);
    }

    /** Each once, in ascending order. */
    public static LongSupplier from(long first) {
        return new LongSupplier() {
            private long next = first;

            @Override
            public long getAsLong() {
                return next++;
            }
        };
    }
}
