package io.consentry.bench.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The same without pgbench: a thread for each connection, a prepared select after the other. */
final class JdbcSelects {

    private static final int STATEMENTS = 200;

    private final Sitting sitting;

    JdbcSelects(Sitting sitting) {
        this.sitting = sitting;
    }

    /** Selects a second with so many connections. */
    double rate(int connections) throws SQLException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Long>> callers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                callers.add(this::select);
            }
            long selects = 0;
            for (Future<Long> caller : threads.invokeAll(callers)) {
                selects += caller.get();
            }
            return selects / (double) sitting.settings().measured().toSeconds();
        } catch (ExecutionException e) {
            throw new SQLException("the selects failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long select() throws SQLException {
        try (Connection connection = sitting.platform().database().connect("consent")) {
            List<PreparedStatement> statements = new ArrayList<>();
            for (int i = 0; i < STATEMENTS; i++) {
                long number = ThreadLocalRandom.current().nextLong(sitting.recipients());
                statements.add(connection.prepareStatement(sitting.loader().select(number)));
            }
            long until = System.nanoTime() + sitting.settings().measured().toNanos();
            long selects = 0;
            while (System.nanoTime() < until) {
                try (ResultSet rows =
                        statements.get((int) (selects % STATEMENTS)).executeQuery()) {
                    selects += rows.next() ? 1 : 0;
                }
            }
            return selects;
        }
    }
}
