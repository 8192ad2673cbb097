package io.consentry.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    private static final DatabasePasswords PASSWORDS = DatabasePasswords.random();

    private final Path root;

    PostgresServerIT(@TempDir Path root) {
        this.root = root;
    }

    @AfterEach
    void leaveNothingRunning() {
        Orphans.stop(root, line -> {});
    }

    @Test
    void confirmedCommitsAreDurable() throws SQLException {
        try (PostgresServer server = PostgresServer.start(root, 0, PASSWORDS)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(query(server, "consent", "consent_app", "show " + setting))
                        .as(setting)
                        .isEqualTo("on");
            }
        }
    }

    @Test
    void serviceRolesMayNeitherBypassRowSecurityNorEnterAnotherServicesDatabase() throws SQLException {
        try (PostgresServer server = PostgresServer.start(root, 0, PASSWORDS)) {
            assertThat(
                            query(
                                    server,
                                    "postgres",
                                    "postgres",
                                    "select count(*) from pg_roles where (rolsuper or rolbypassrls) and rolname ~ '_(owner|app|worker)$'"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> server.connect("suppression", "consent_app"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> update(server, "consent", "consent_app", "create table mine (id int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for schema public");
        }
    }

    @Test
    void dataSurvivesKillOfThePostmaster() throws SQLException {
        // Given
        PostgresServer killed = PostgresServer.start(root, 0, PASSWORDS);
        update(killed, "consent", "consent_owner", "create table kept (id int)");
        update(killed, "consent", "consent_owner", "insert into kept values (42)");
        releaseLockAsIfTheRunWasKilled(killed);
        killed.process().kill();

        // When
        try (PostgresServer server = PostgresServer.start(root, 0, PASSWORDS)) {

            // Then
            assertThat(query(server, "consent", "consent_owner", "select id from kept"))
                    .isEqualTo("42");
        }
    }

    @Test
    void anOrphanIsStoppedAndNotUsed() throws SQLException {
        // Given
        PostgresServer orphan = PostgresServer.start(root, 0, PASSWORDS);
        releaseLockAsIfTheRunWasKilled(orphan);

        // When
        try (PostgresServer server = PostgresServer.start(root, orphan.port(), PASSWORDS)) {

            // Then
            assertThat(orphan.process().isAlive()).isFalse();
            assertThat(query(server, "consent", "consent_app", "select 1")).isEqualTo("1");
        }
    }

    @Test
    void passwordsAreReplacedByTheNextStart() throws SQLException {
        PostgresServer.start(root, 0, PASSWORDS).close();
        java.util.Map<String, String> changed = new java.util.HashMap<>(PASSWORDS.byRole());
        changed.put("consent_app", "it's another");

        try (PostgresServer server = PostgresServer.start(root, 0, new DatabasePasswords(changed))) {
            assertThat(query(server, "consent", "consent_app", "select current_user"))
                    .isEqualTo("consent_app");
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (PostgresServer server = PostgresServer.start(root, 0, PASSWORDS)) {
            assertThatThrownBy(() -> PostgresServer.start(root, 0, PASSWORDS))
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessageContaining("is in use by another running process");
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamedWithTheKeyThatMovesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(root, taken.getLocalPort(), PASSWORDS))
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (PostgreSQL) is taken")
                    .hasMessageContaining("-Dlocal.port.postgres");
        }
    }

    private static void releaseLockAsIfTheRunWasKilled(PostgresServer server) {
        server.releaseLock();
    }

    private static String query(PostgresServer server, String database, String role, String query) throws SQLException {
        try (Connection connection = server.connect(database, role);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void update(PostgresServer server, String database, String role, String command)
            throws SQLException {
        try (Connection connection = server.connect(database, role);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
