package io.consentry.preference.unsubscribe;

import io.consentry.kit.outbox.HeartbeatWitness;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/**
 * Until when a check may still allow without what is committed now.
 *
 * <p>A check allows marketing for no longer than the staleness limit after the instant that the last heartbeat names, and the relay
 * promises each heartbeat here after that instant and before it reads what the heartbeat vouches for. So whoever commits an opt-out, and
 * then reads the promise, knows of every heartbeat that may vouch without the opt-out. Once the promise that stands has been seen for the
 * whole limit and a second more, no check allows on facts without the opt-out, whatever is paused, cut off or late.
 */
@ApplicationScoped
class LedgerLease implements HeartbeatWitness {

    /** What the clocks of two services may be apart: a heartbeat counts for so much longer where its hearer's is behind. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofSeconds(1);

    private final Pool pool;
    private final PromiseSightings sightings;

    LedgerLease(Pool pool, UnsubscribeConfig config) {
        this.pool = pool;
        this.sightings = new PromiseSightings(config.confirmationWait().plus(CLOCKS_DIFFER_MAX), System::nanoTime);
    }

    @Override
    public Uni<Void> beforeHeartbeat(SqlConnection session) {
        return session.preparedQuery("""
                        insert into heartbeat_promise (name) values ($1)
                        on conflict (single) do update set name = excluded.name""").execute(Tuple.of(UUID.randomUUID())).replaceWithVoid();
    }

    /** How long it is at most; zero when no check does any more. To be asked after the commit. */
    Uni<Duration> remaining() {
        return pool.query("select name from heartbeat_promise")
                .execute()
                .map(LedgerLease::name)
                .map(sightings::remaining);
    }

    private static Optional<UUID> name(RowSet<Row> rows) {
        Iterator<Row> row = rows.iterator();
        return row.hasNext() ? Optional.of(row.next().getUUID(0)) : Optional.empty();
    }

    /** So that silence counts from its beginning, and not from the first opt-out in it. */
    @Scheduled(every = "1s")
    Uni<Void> look() {
        return remaining().replaceWithVoid().onFailure().recoverWithNull();
    }
}
