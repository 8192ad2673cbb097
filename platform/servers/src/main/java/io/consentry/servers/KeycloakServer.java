package io.consentry.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak with the platform's realm, plain HTTP on 127.0.0.1, its state in our PostgreSQL. The realm file is imported only when the realm does not
 * exist yet.
 */
public final class KeycloakServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final System.Logger LOG = System.getLogger(KeycloakServer.class.getName());

    private final DirectoryLock lock;
    private final ChildProcess process;
    private final URI url;

    private KeycloakServer(DirectoryLock lock, ChildProcess process, URI url) {
        this.lock = lock;
        this.process = process;
        this.url = url;
    }

    /**
     * What Keycloak needs besides a directory.
     *
     * @param archive the distribution, {@code keycloak-quarkus-dist-<version>.tar.gz}
     * @param port where it listens on 127.0.0.1
     * @param databasePort PostgreSQL's port, database and role {@code keycloak}
     * @param databasePassword that role's password
     * @param adminPassword the password of the administrator {@code admin} of the master realm
     * @param realm the realm file with {@code ${NAME}} placeholders
     * @param placeholders a value for each of them
     */
    public record Settings(
            Path archive,
            int port,
            int databasePort,
            String databasePassword,
            String adminPassword,
            Path realm,
            Map<String, String> placeholders) {
        public Settings {
            placeholders = Map.copyOf(placeholders);
        }

        @Override
        public String toString() {
            return "Settings[port=" + port + "]";
        }
    }

    /** Unpacks and builds the distribution when that has not been done on this machine, which takes half a minute. */
    public static void prepare(Path archive, JavaRuntime java) {
        KeycloakDistribution.resolve(archive, java);
    }

    /**
     * Starts Keycloak and waits until the realm answers.
     *
     * @throws ServerFailedException when it does not start
     */
    public static KeycloakServer start(Path root, Settings settings, JavaRuntime java) {
        ServerHome home = new ServerHome(root, "keycloak");
        DirectoryLock lock = DirectoryLock.acquire(home.directory());
        try {
            Orphans.stop(home, line -> LOG.log(System.Logger.Level.WARNING, line));
            URI url = URI.create("http://127.0.0.1:" + settings.port());
            ChildProcess process = launch(home, settings, java, url);
            awaitReady(process, url);
            return new KeycloakServer(lock, process, url);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ChildProcess launch(ServerHome home, Settings settings, JavaRuntime java, URI url) {
        Path distribution = KeycloakDistribution.resolve(settings.archive(), java);
        Path keycloakHome = home.directory().resolve("home");
        layOut(keycloakHome, distribution, settings);
        List<String> arguments = List.of(
                // Room from the start: growing step by step costs a full collection each time.
                "-Xms320m",
                "-Xmn200m",
                "-Xmx512m",
                "-XX:MetaspaceSize=192m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dkc.home.dir=" + keycloakHome,
                "-Djboss.server.config.dir=" + keycloakHome.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=en",
                "-Duser.country=US",
                "-cp",
                distribution.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm");
        Map<String, String> environment = Map.ofEntries(
                Map.entry("KC_DB_URL", "jdbc:postgresql://127.0.0.1:" + settings.databasePort() + "/keycloak"),
                Map.entry("KC_DB_USERNAME", "keycloak"),
                Map.entry("KC_DB_PASSWORD", settings.databasePassword()),
                Map.entry("KC_DB_POOL_INITIAL_SIZE", "2"),
                Map.entry("KC_DB_POOL_MAX_SIZE", "20"),
                Map.entry("KC_CACHE", "local"),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HTTP_HOST", "127.0.0.1"),
                Map.entry("KC_HTTP_PORT", Integer.toString(settings.port())),
                Map.entry("KC_HOSTNAME", url.toString()),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", "admin"),
                Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", settings.adminPassword()));
        return ChildProcess.startJava(home, java, home.directory(), arguments, environment);
    }

    /** A home of our own around the shared programs, so that imports and temporary files of two platforms never meet. */
    private static void layOut(Path keycloakHome, Path distribution, Settings settings) {
        try {
            PrivateFiles.createDirectories(keycloakHome);
            for (String shared : List.of("bin", "conf", "lib", "providers", "themes")) {
                Path link = keycloakHome.resolve(shared);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, distribution.resolve(shared));
            }
            String realm = substitute(Files.readString(settings.realm()), settings.placeholders());
            PrivateFiles.write(keycloakHome.resolve("data/import/consentry-realm.json"), realm);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot prepare " + keycloakHome + ": " + e.getMessage(), e);
        }
    }

    private static String substitute(String template, Map<String, String> placeholders) {
        return PLACEHOLDER.matcher(template).replaceAll(placeholder -> {
            @Nullable String value = placeholders.get(placeholder.group(1));
            if (value == null) {
                throw new ServerFailedException("The realm file needs a value for ${" + placeholder.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static void awaitReady(ChildProcess process, URI url) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        HttpRequest realm = HttpRequest.newBuilder(url.resolve("/realms/consentry"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            process.awaitReady(START_LIMIT, () -> answers(client, realm));
        } catch (ServerFailedException e) {
            process.kill();
            throw e;
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) {
        try {
            // It answers 503 for a while after it says that it listens.
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for Keycloak", e);
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:8180}. */
    public URI url() {
        return url;
    }

    /** The issuer of the platform's tokens. */
    public URI issuer() {
        return url.resolve("/realms/consentry");
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.stop(STOP_LIMIT);
        lock.close();
    }
}
