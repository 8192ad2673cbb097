package io.consentry.bench.measure;

import java.util.function.LongSupplier;

/** For each line of a list its reference and its recipient: every recipient once before any comes again, in no order of theirs. */
final class ListNumbers implements LongSupplier {

    /** A prime that divides no power of ten: its multiples visit all numbers below one. */
    private static final long STRIDE = 7_919;

    private final long contacts;
    private long line;
    private boolean reference = true;

    ListNumbers(long contacts) {
        this.contacts = contacts;
    }

    @Override
    public long getAsLong() {
        if (reference) {
            reference = false;
            return line;
        }
        reference = true;
        return line++ * STRIDE % contacts;
    }
}
