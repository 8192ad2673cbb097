package io.consentry.servers;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Roles and databases in a PostgreSQL that somebody else started. */
public final class DatabaseSetup {
    private DatabaseSetup() {}

    /** Creates what is missing and sets the passwords; the superuser is {@code postgres}. */
    public static void run(String host, int port, DatabasePasswords passwords) {
        try {
            InitScript.run(
                    database -> DriverManager.getConnection(
                            "jdbc:postgresql://" + host + ":" + port + "/" + database,
                            "postgres",
                            passwords.of("postgres")),
                    passwords);
        } catch (SQLException e) {
            throw new ServerFailedException("Cannot prepare PostgreSQL: " + e.getMessage(), e);
        }
    }
}
