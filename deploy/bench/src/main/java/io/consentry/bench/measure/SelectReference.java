package io.consentry.bench.measure;

import io.consentry.bench.load.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** What PostgreSQL gives when asked for nothing but one row by primary key, on the same table and server. */
final class SelectReference {

    /** @param tool who asked */
    record Selects(String tool, double rate) {}

    /** One way of asking. */
    @FunctionalInterface
    interface Selector {
        double rate(int connections) throws IOException, SQLException, InterruptedException;
    }

    private final Sitting sitting;
    private final String tool;
    private final Selector selector;

    SelectReference(Sitting sitting) throws IOException {
        this.sitting = sitting;
        Optional<Path> pgbench = Programs.find("pgbench");
        if (pgbench.isPresent()) {
            this.tool = "pgbench's select";
            this.selector = new PgbenchSelects(sitting, pgbench.get())::rate;
        } else {
            this.tool = "JDBC's select (no pgbench)";
            this.selector = new JdbcSelects(sitting)::rate;
        }
    }

    /** The median of several runs with so many connections. */
    Selects run(int connections) throws IOException, SQLException, InterruptedException {
        double[] rates = new double[sitting.settings().runs()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = selector.rate(connections);
        }
        return new Selects(tool, Median.of(rates));
    }
}
