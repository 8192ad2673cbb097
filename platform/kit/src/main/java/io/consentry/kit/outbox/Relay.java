package io.consentry.kit.outbox;

import io.consentry.contract.Topic;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.Scrubbed;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in the order in which the transactions committed, at least once.
 *
 * <p>One instance of a service does it at a time (advisory lock). Rows of transactions that might still overtake others are left
 * for the next round, so nothing is ever skipped. What Kafka has acknowledged is deleted.
 */
@ApplicationScoped
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOCK = 0x6f7574626f78L;
    private static final String NEXT = "select " + OutboxRow.COLUMNS
            + " from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.xid, outbox.id limit $1";

    private final Pool pool;
    private final String source;
    private final RelayConfig config;
    private final Clock clock;
    private final EventProducer producer;
    private final Topics topics;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Relay(
            @ReactiveDataSource("worker") Pool pool,
            @ConfigProperty(name = "consentry.source") String source,
            RelayConfig config,
            Clock clock,
            EventProducer producer,
            Topics topics) {
        this.pool = pool;
        this.source = source;
        this.config = config;
        this.clock = clock;
        this.producer = producer;
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "outbox-relay");
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake.release();
        if (thread != null) {
            thread.join(config.timeout().toMillis());
        }
    }

    private void run() {
        while (!stopped) {
            try {
                lead();
            } catch (RuntimeException | Error e) {
                if (!stopped) {
                    LOG.warnf("relay interrupted, will retry: %s", Scrubbed.summary(e));
                }
            }
            sleep(config.retry().toMillis());
        }
    }

    private void lead() {
        SqlConnection connection = await(pool.getConnection());
        try {
            if (!await(connection
                            .preparedQuery("select pg_try_advisory_lock($1)")
                            .execute(Tuple.of(LOCK)))
                    .iterator()
                    .next()
                    .getBoolean(0)) {
                return;
            }
            PgConnection.cast(connection).notificationHandler(notification -> wake.release());
            await(connection.query("listen outbox").execute());
            topics.create();
            Housekeeping housekeeping = new Housekeeping(config, clock);
            while (!stopped) {
                publishOnce(connection);
                await(housekeeping.runWhenDue(connection));
            }
        } finally {
            discard(connection);
        }
    }

    private void publishOnce(SqlConnection connection) {
        wake.drainPermits();
        Instant asOf = clock.instant();
        List<OutboxRow> batch = nextBatch(connection);
        if (!batch.isEmpty()) {
            producer.sendAll(batch.stream().map(row -> row.toRecord(source)).toList());
            delete(connection, batch);
        } else if (isDrained(connection)) {
            producer.send(Topic.HEARTBEATS, source, EventJson.write(new Heartbeat(source, asOf)));
            sleep(config.poll().toMillis());
        } else {
            sleep(1);
        }
    }

    private List<OutboxRow> nextBatch(SqlConnection connection) {
        RowSet<Row> rows = await(connection.preparedQuery(NEXT).execute(Tuple.of(config.batchSize())));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OutboxRow::of)
                .toList();
    }

    private boolean isDrained(SqlConnection connection) {
        return !await(connection.query("select exists (select from outbox)").execute())
                .iterator()
                .next()
                .getBoolean(0);
    }

    private void delete(SqlConnection connection, List<OutboxRow> published) {
        List<Long> ids = new ArrayList<>();
        published.forEach(row -> ids.add(row.position().sequence()));
        await(connection
                .preparedQuery("delete from outbox where id = any($1)")
                .execute(Tuple.of(ids.toArray(Long[]::new))));
    }

    /** Releases the lock and the LISTEN with the connection; a pooled one would keep both. */
    private void discard(SqlConnection connection) {
        try {
            await(connection
                    .query("unlisten *")
                    .execute()
                    .chain(() ->
                            connection.query("select pg_advisory_unlock_all()").execute())
                    .chain(connection::close));
        } catch (RuntimeException e) {
            LOG.debugf("connection was lost: %s", Scrubbed.summary(e));
        }
    }

    private void sleep(long millis) {
        try {
            boolean woken = wake.tryAcquire(millis, TimeUnit.MILLISECONDS);
            LOG.tracef("woken: %s", woken);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private <T> T await(Uni<T> work) {
        return work.await().atMost(config.timeout());
    }
}
