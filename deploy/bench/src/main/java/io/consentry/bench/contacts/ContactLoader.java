package io.consentry.bench.contacts;

import io.consentry.bench.platform.Database;
import io.consentry.contract.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.LongPredicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Brings contacts into the consent database. They are loaded in order of number, so that those that are there are found at once. */
public final class ContactLoader {

    private static final int ROWS_IN_TRANSACTION = 100_000;
    private static final int ROWS_IN_BUFFER = 500;
    private static final TenantId TENANT = new TenantId("acme");

    private final Database database;
    private final RecipientKeys keys;

    public ContactLoader(Database database, RecipientKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Adds what is missing up to a count; gives how many it added. */
    public long load(long count) throws SQLException {
        if (count < 1 || count > Recipients.COUNT_MAX) {
            throw new IllegalArgumentException("contacts: " + count + " (expected: 1 to " + Recipients.COUNT_MAX + ")");
        }
        long present = present();
        if (present >= count) {
            return 0;
        }
        for (long from = present; from < count; from += ROWS_IN_TRANSACTION) {
            copy(from, Math.min(count, from + ROWS_IN_TRANSACTION));
        }
        // A load is followed by measurements: the work that PostgreSQL puts off is done here and not under the clock.
        database.run("consent", "vacuum (analyze) contact_facts", "checkpoint");
        return count - present;
    }

    /** How many there are. */
    public long present() throws SQLException {
        try (Connection connection = database.connect("consent");
                PreparedStatement select = connection.prepareStatement(FactsRow.EXISTS)) {
            return firstMissing(Recipients.COUNT_MAX, number -> exists(select, number));
        }
    }

    /** The lowest number below a bound that is not there, when all lower ones are; else the bound. */
    static long firstMissing(long bound, LongPredicate exists) {
        long low = 0;
        long high = bound;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (exists.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean exists(PreparedStatement select, long number) {
        try {
            select.setString(1, TENANT.value());
            select.setString(2, keys.of(number).value());
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(long from, long to) throws SQLException {
        FactsRow row = new FactsRow(TENANT.value(), Instant.now());
        try (Connection connection = database.connect("consent")) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(FactsRow.COPY);
            try {
                StringBuilder rows = new StringBuilder();
                for (long number = from; number < to; number++) {
                    row.append(rows, keys.of(number), number);
                    if ((number - from + 1) % ROWS_IN_BUFFER == 0 || number == to - 1) {
                        byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
                        copy.writeToCopy(bytes, 0, bytes.length);
                        rows.setLength(0);
                    }
                }
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    /** A statement that reads the row of one by primary key, in SQL text. */
    public String select(long number) {
        return FactsRow.SELECT + "'" + keys.of(number).value() + "'";
    }
}
