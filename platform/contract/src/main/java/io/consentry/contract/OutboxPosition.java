package io.consentry.contract;

/**
 * A place in one service's outbox. Events of one partition are published in ascending order of position.
 *
 * @param transaction the database transaction that wrote the event (xid8), not negative
 * @param sequence the event's number, not negative
 */
public record OutboxPosition(long transaction, long sequence) implements Comparable<OutboxPosition> {

    /** Before everything. */
    public static final OutboxPosition START = new OutboxPosition(0, 0);

    public OutboxPosition {
        if (transaction < 0 || sequence < 0) {
            throw new IllegalArgumentException("position: " + transaction + "." + sequence + " (expected: >= 0)");
        }
    }

    @Override
    public int compareTo(OutboxPosition other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(sequence, other.sequence);
    }

    /** {@code transaction.sequence} in decimal. */
    @Override
    public String toString() {
        return transaction + "." + sequence;
    }

    /** Reads what {@link #toString()} wrote. */
    public static OutboxPosition parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("position: expected transaction.sequence");
        }
        return new OutboxPosition(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }
}
