package io.consentry.bench.contacts;

/** The people of the benchmarks: number n has one address, known from n alone. */
public final class Recipients {

    /** The most there can be: seven digits in an address. */
    public static final long COUNT_MAX = 10_000_000;

    /** The address with a slot for the number, for templates. */
    public static final String SLOT = "person#######@bench.example";

    private Recipients() {}

    /** The address of one. */
    public static String email(long number) {
        if (number < 0 || number >= COUNT_MAX) {
            throw new IllegalArgumentException("number: " + number + " (expected: 0 to " + (COUNT_MAX - 1) + ")");
        }
        // Not String.format: ten million of these are keyed while somebody waits.
        String digits = Long.toString(COUNT_MAX + number).substring(1);
        return "person" + digits + "@bench.example";
    }
}
