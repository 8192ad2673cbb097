package io.consentry.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Forgets what no longer needs remembering: ids of applied events, and answers to idempotency keys. Bounded work, now and then. */
final class Housekeeping {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int ROWS_MAX = 10_000;

    private final RelayConfig config;
    private final Clock clock;
    private Instant due = Instant.MIN;

    Housekeeping(RelayConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    Uni<Void> runWhenDue(SqlConnection connection) {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return Uni.createFrom().voidItem();
        }
        due = now.plus(EVERY);
        return delete(connection, "inbox", "received_at", now.minus(config.inboxMemory()))
                .chain(() -> delete(connection, "idempotency", "created_at", now.minus(config.idempotencyMemory())));
    }

    private static Uni<Void> delete(SqlConnection connection, String table, String column, Instant before) {
        return connection
                .preparedQuery("delete from " + table + " where ctid in (select ctid from " + table + " where " + column
                        + " < $1 limit $2)")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), ROWS_MAX))
                .replaceWithVoid();
    }
}
