package io.consentry.bench.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The platform's PostgreSQL, as its superuser: row-level security does not apply. */
public final class Database {

    private final int port;
    private final String password;

    Database(int port, PlatformSecrets secrets) {
        this.port = port;
        this.password = secrets.superuserPassword();
    }

    /** A connection to the database of a service; the caller closes it. */
    public Connection connect(String service) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + service, properties);
    }

    /** The one number that a query gives. */
    public long number(String service, String query) throws SQLException {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Runs statements that give nothing, each in a transaction of its own. */
    public void run(String service, String... statements) throws SQLException {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    public int port() {
        return port;
    }

    /** The superuser's, for programs that take it from their environment. */
    public String password() {
        return password;
    }
}
