package io.consentry.preference;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's database under any of its roles. */
@ApplicationScoped
public class Database {

    private final String url;
    private final String appPassword;
    private final String ownerPassword;

    Database(
            @ConfigProperty(name = "quarkus.datasource.owner.jdbc.url") String url,
            @ConfigProperty(name = "consentry.database.app-password") String appPassword,
            @ConfigProperty(name = "consentry.database.owner-password") String ownerPassword) {
        this.url = url;
        this.appPassword = appPassword;
        this.ownerPassword = ownerPassword;
    }

    public Connection app() throws SQLException {
        return DriverManager.getConnection(url, "preference_app", appPassword);
    }

    public Connection owner() throws SQLException {
        return DriverManager.getConnection(url, "preference_owner", ownerPassword);
    }

    /** Runs SQL as the owner. */
    public void change(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows the service's own role counts for the tenant. */
    public long count(String tenant, String from) {
        try (Connection connection = app();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('consentry.tenant', '" + tenant + "', true)");
            try (ResultSet result = statement.executeQuery("select count(*) from " + from)) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
