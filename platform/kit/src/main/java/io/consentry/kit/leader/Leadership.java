package io.consentry.kit.leader;

import io.consentry.kit.problem.Scrubbed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets one instance of a service do a job at a time: the one whose database session holds the job's advisory lock.
 *
 * <p>The session is the job's own and not a pool's: a pool would keep a session that did not answer in time, and the lock with it, so
 * that nobody could do the job until a restart. This one is closed, and the lock is free as soon as the database notices.
 */
@ApplicationScoped
public class Leadership {

    private static final Logger LOG = Logger.getLogger(Leadership.class);

    private final Vertx vertx;
    private final PgConnectOptions options;

    Leadership(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.worker.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.worker.username") String user,
            @ConfigProperty(name = "quarkus.datasource.worker.password") String password) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri(url)
                .setUser(user)
                .setPassword(password)
                .setTcpKeepAlive(true)
                .setCachePreparedStatements(true);
    }

    /**
     * Does the work, on this thread, unless another instance is doing it. Returns when the work does, or at once.
     *
     * @param job the number of the lock
     * @param timeout how long the database may take to answer
     * @param work uses the session as the service's worker role; while it answers, nobody else does the job
     * @return whether the work was done here
     */
    public boolean lead(long job, Duration timeout, Consumer<PgConnection> work) {
        PgConnection session = connect(timeout);
        try {
            boolean leads = session.preparedQuery("select pg_try_advisory_lock($1)")
                    .execute(Tuple.of(job))
                    .map(rows -> rows.iterator().next().getBoolean(0))
                    .await()
                    .atMost(timeout);
            if (leads) {
                work.accept(session);
            }
            return leads;
        } finally {
            close(session);
        }
    }

    private PgConnection connect(Duration timeout) {
        Uni<PgConnection> connecting =
                PgConnection.connect(vertx, options).memoize().indefinitely();
        try {
            return connecting.await().atMost(timeout);
        } catch (RuntimeException e) {
            connecting.subscribe().with(Leadership::close, ignored -> LOG.debug("no session came late either"));
            throw e;
        }
    }

    /** Without waiting: a session that does not answer must not hold up the one who wants to be rid of it. */
    private static void close(PgConnection session) {
        session.close()
                .subscribe()
                .with(
                        done -> LOG.debug("session closed"),
                        failure -> LOG.debugf("session was lost: %s", Scrubbed.summary(failure)));
    }
}
