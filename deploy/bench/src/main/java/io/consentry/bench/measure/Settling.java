package io.consentry.bench.measure;

import io.consentry.bench.platform.Database;
import io.consentry.contract.Topic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until what was written has been published and applied, so that it is not done under the next measurement's clock. */
final class Settling {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String OUTBOX = "select count(*) from outbox";
    private static final String APPLIED = "select coalesce(sum(next_offset), 0) from progress where topic = '"
            + Topic.CONSENT_EVENTS.topicName() + "'";

    private final Sitting sitting;

    Settling(Sitting sitting) {
        this.sitting = sitting;
    }

    void await() throws SQLException, IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Database database = sitting.platform().database();
        while (database.number("consent", OUTBOX) > 0) {
            pause(deadline);
        }
        long published = published();
        while (database.number("suppression", APPLIED) < published) {
            pause(deadline);
        }
    }

    private static void pause(long deadline) throws IOException {
        if (System.nanoTime() > deadline) {
            throw new IOException("the events of the last run are not applied after " + LIMIT);
        }
        LockSupport.parkNanos(POLL.toNanos());
    }

    private long published() {
        try (EventTail tail =
                new EventTail(sitting.platform().description().kafka(), Topic.CONSENT_EVENTS.topicName())) {
            return tail.published();
        }
    }
}
