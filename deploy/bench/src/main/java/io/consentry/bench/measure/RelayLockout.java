package io.consentry.bench.measure;

import io.consentry.bench.platform.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.PGConnection;

/** Keeps consent-service's relay from publishing, by holding the lock that one instance of a service holds while it relays. */
final class RelayLockout implements AutoCloseable {

    /** {@code Relay.LOCK} of the kit: "outbox" in ASCII. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final long SECONDS_MAX = 30;
    private static final String END_HOLDER = """
            select count(pg_terminate_backend(pid)) from pg_locks
             where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = 'consent')
               and ((classid::bigint << 32) | objid::bigint) = %d and pid <> %d""";

    private final Connection holder;

    private RelayLockout(Connection holder) {
        this.holder = holder;
    }

    /** Queues for the lock, then ends the session that has it: so the relay, which only tries, cannot be faster. */
    static RelayLockout take(Database database) throws SQLException, IOException, InterruptedException {
        Connection holder = database.connect("consent");
        try {
            String endHolder =
                    END_HOLDER.formatted(LOCK, holder.unwrap(PGConnection.class).getBackendPID());
            CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> lock(holder));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
            while (!isDone(taken)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the relay's lock was not to be had");
                }
                database.number("consent", endHolder);
            }
            return new RelayLockout(holder);
        } catch (SQLException | IOException | RuntimeException e) {
            holder.close();
            throw e;
        }
    }

    private static boolean isDone(CompletableFuture<Void> taken) throws IOException, InterruptedException {
        try {
            taken.get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void lock(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Lets the relay go on, within its time between tries. */
    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
