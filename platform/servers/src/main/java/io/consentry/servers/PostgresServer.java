package io.consentry.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * PostgreSQL 18 with the platform's roles and databases, on 127.0.0.1, at most 200 connections. A commit it has confirmed survives {@code kill -9} and a
 * power cut: it refuses to run with {@code fsync} or {@code synchronous_commit} off.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int START_ATTEMPTS = 60;
    private static final System.Logger LOG = System.getLogger(PostgresServer.class.getName());

    private final DirectoryLock lock;
    private final ChildProcess process;
    private final int port;
    private final DatabasePasswords passwords;
    private final ServerHome home;

    private PostgresServer(
            DirectoryLock lock, ChildProcess process, int port, DatabasePasswords passwords, ServerHome home) {
        this.home = home;
        this.lock = lock;
        this.process = process;
        this.port = port;
        this.passwords = passwords;
    }

    /**
     * Starts the server with the state under {@code <root>/postgres}, creating what is missing there. A postmaster left behind by a killed run is stopped
     * first.
     *
     * @param port 0 for a free one
     * @throws ServerFailedException when another process uses the directory or the port, or when the server does not start
     */
    public static PostgresServer start(Path root, int port, DatabasePasswords passwords) {
        ServerHome home = new ServerHome(root, "postgres");
        DirectoryLock lock = DirectoryLock.acquire(home.directory());
        try {
            Orphans.stopDatabases(home.marker(), line -> LOG.log(System.Logger.Level.WARNING, line));
            int chosen = port == 0 ? LoopbackPort.free() : requireFree(port);
            Path programs = PostgresBinaries.directory();
            createCluster(home, programs, passwords);
            ChildProcess process = startPostmaster(home, programs, chosen, passwords);
            PostgresServer server = new PostgresServer(lock, process, chosen, passwords, home);
            server.prepare();
            return server;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Starts a standby of this server with its state under {@code <root>/postgres}. From then on a commit here is confirmed once it is on the
     * standby's disk, too.
     *
     * @throws ServerFailedException when it does not start or does not follow
     */
    public PostgresServer startStandby(Path root, int standbyPort) {
        ServerHome home = new ServerHome(root, "postgres");
        DirectoryLock standbyLock = DirectoryLock.acquire(home.directory());
        try {
            StandbyCopy.of(this, dataDirectory(home));
            ChildProcess standby =
                    startPostmaster(home, PostgresBinaries.directory(), requireFree(standbyPort), passwords);
            PostgresServer server = new PostgresServer(standbyLock, standby, standbyPort, passwords, home);
            standby.awaitReady(START_LIMIT, () -> StandbyCopy.isFollowed(this));
            return server;
        } catch (RuntimeException e) {
            standbyLock.close();
            throw e;
        }
    }

    /** Makes a standby the server that is written to. Its old primary must have ended. */
    public void promote() {
        try (Connection connection = connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_promote(true, " + START_LIMIT.toSeconds() + ")");
        } catch (SQLException e) {
            throw new ServerFailedException("Cannot promote a standby: " + e.getMessage(), e);
        }
    }

    Path dataDirectory() {
        return dataDirectory(home);
    }

    /** How a standby connects; with the password, so not to be shown. */
    String connectionText() {
        return "host=127.0.0.1 port=" + port + " user=postgres password=" + passwords.of("postgres");
    }

    private static int requireFree(int port) {
        if (LoopbackPort.isTaken(port)) {
            throw new ServerFailedException(
                    "Port " + port
                            + " (PostgreSQL) is taken by another program: stop it or choose another with -Dlocal.port.postgres=…");
        }
        return port;
    }

    private static void createCluster(ServerHome home, Path programs, DatabasePasswords passwords) {
        Path data = dataDirectory(home);
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path draft = home.directory().resolve("data.new");
        Path passwordFile = home.directory().resolve("password.tmp");
        try {
            PrivateFiles.deleteRecursively(draft);
            PrivateFiles.write(passwordFile, passwords.of("postgres") + "\n");
            run(asOrdinaryUser(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + draft,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C")));
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot create a database cluster in " + data + ": " + e.getMessage(), e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static ChildProcess startPostmaster(ServerHome home, Path programs, int port, DatabasePasswords passwords) {
        List<String> command = new ArrayList<>();
        // A session of its own: the terminal's Ctrl-C must not stop the databases before their clients.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(asOrdinaryUser(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                dataDirectory(home).toString(),
                "-c",
                home.marker())));
        settings(port).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        for (int attempt = 1; ; attempt++) {
            ChildProcess process = ChildProcess.start(home, command, home.directory(), Map.of());
            try {
                process.awaitReady(START_LIMIT, () -> accepts(port, passwords));
                return process;
            } catch (ServerFailedException e) {
                process.kill();
                if (attempt == START_ATTEMPTS || !leftoversAreStillEnding(process)) {
                    throw e;
                }
                pause();
            }
        }
    }

    /**
     * The backends of a killed postmaster notice its death a moment later, and the system takes a moment to forget the dead one itself;
     * until then a new one refuses to start.
     */
    private static boolean leftoversAreStillEnding(ChildProcess process) {
        return process.lastLogLines().stream()
                .anyMatch(line -> line.contains("pre-existing shared memory block")
                        || line.contains("another postmaster")
                        || line.contains("another postgres"));
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while starting PostgreSQL", e);
        }
    }

    private static Map<String, String> settings(int port) {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("shared_buffers", "128MB"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_line_prefix", "%m [%p] %u@%d "));
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it runs as nobody, and root's files still count as its own. */
    private static List<String> asOrdinaryUser(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean accepts(int port, DatabasePasswords passwords) {
        if (!LoopbackPort.isOpen(port)) {
            return false;
        }
        try (Connection connection = connect(port, "postgres", "postgres", passwords)) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void prepare() {
        try {
            try (Connection connection = connect("postgres", "postgres");
                    Statement statement = connection.createStatement()) {
                requireOn(statement, "fsync");
                requireOn(statement, "synchronous_commit");
                requireOn(statement, "full_page_writes");
            }
            InitScript.run(database -> connect(database, "postgres"), passwords);
        } catch (SQLException e) {
            process.kill();
            throw new ServerFailedException("Cannot prepare PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static void requireOn(Statement statement, String setting) throws SQLException {
        try (ResultSet result = statement.executeQuery("show " + setting)) {
            result.next();
            if (!result.getString(1).equals("on")) {
                throw new SQLException(setting + ": " + result.getString(1) + " (expected: on)");
            }
        }
    }

    /** A JDBC connection to one database as one role; the caller closes it. */
    public Connection connect(String database, String role) throws SQLException {
        return connect(port, database, role, passwords);
    }

    private static Connection connect(int port, String database, String role, DatabasePasswords passwords)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", passwords.of(role));
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    private static Path dataDirectory(ServerHome home) {
        return home.directory().resolve("data");
    }

    public int port() {
        return port;
    }

    public ChildProcess process() {
        return process;
    }

    /** What the operating system does when the starting process is killed. */
    void releaseLock() {
        lock.close();
    }

    /** Stops it, ending open sessions; confirmed commits stay. */
    @Override
    public void close() {
        process.interrupt(STOP_LIMIT);
        lock.close();
    }
}
