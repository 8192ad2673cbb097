package io.consentry.consent.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's database with one of its own roles: what an attacker inside the service could do, no more. */
public final class ServiceDatabase implements AutoCloseable {

    private final Connection connection;

    private ServiceDatabase(Connection connection) {
        this.connection = connection;
    }

    /** The role that answers requests, in a session of a tenant. */
    public static ServiceDatabase asService(String tenant) throws SQLException {
        ServiceDatabase database = new ServiceDatabase(connect("app"));
        try (PreparedStatement scope =
                database.connection.prepareStatement("select set_config('consentry.tenant', ?, false)")) {
            scope.setString(1, tenant);
            scope.execute();
        }
        return database;
    }

    /** The role that owns the tables. */
    public static ServiceDatabase asOwner() throws SQLException {
        return new ServiceDatabase(connect("owner"));
    }

    /** Another database of the server. */
    public static ServiceDatabase another() throws SQLException {
        return new ServiceDatabase(connect("postgres", "app"));
    }

    private static Connection connect(String role) throws SQLException {
        return connect("consent", role);
    }

    private static Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + setting("host") + ":" + setting("port") + "/" + database,
                "consent_" + role,
                setting(role + "-password"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("consentry.database." + name, String.class);
    }

    public Connection connection() {
        return connection;
    }

    /** Rows that this session sees. */
    public long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Runs a statement; the number of rows it changed. */
    public int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
