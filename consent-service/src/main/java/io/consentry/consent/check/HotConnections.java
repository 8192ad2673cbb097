package io.consentry.consent.check;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A few pipelined connections for the one statement that every check runs. The pool that writes use sends one statement per borrowed
 * connection, and its connections can all be waiting for locks; checks must not queue behind them.
 */
@ApplicationScoped
class HotConnections {

    private static final int CONNECTIONS = 4;
    private static final int PIPELINE_MAX = 64;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private final SqlClient client;

    HotConnections(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        PgConnectOptions options = PgConnectOptions.fromUri(url)
                .setUser(user)
                .setPassword(password)
                // Its one statement goes by an index, so it is planned once: planning costs more than reading, and a
                // plan that is kept from when the table was empty must not scan it.
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("enable_seqscan", "off")
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) CONNECT_MAX.toMillis())
                .setCachePreparedStatements(true)
                .setPipeliningLimit(PIPELINE_MAX);
        this.client = PgBuilder.client()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    /** Statements of one round trip only: it may run each on another connection. */
    SqlClient client() {
        return client;
    }

    @PreDestroy
    void close() {
        client.closeAndForget();
    }
}
