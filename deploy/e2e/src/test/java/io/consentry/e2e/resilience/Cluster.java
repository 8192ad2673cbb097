package io.consentry.e2e.resilience;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.e2e.TenantApi;
import io.consentry.local.PlatformParts;
import io.consentry.servers.ChildProcess;
import io.consentry.servers.KafkaServer;
import io.consentry.servers.KeycloakServer;
import io.consentry.servers.LoopbackPort;
import io.consentry.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The whole platform, to be broken part by part: real PostgreSQL, Kafka, Keycloak and services as processes of this test, each service
 * behind a {@link TcpProxy} to PostgreSQL and one to Kafka.
 */
final class Cluster implements AutoCloseable {

    static final List<String> SERVICES = List.of("consent", "preference", "suppression");

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final Path REPOSITORY =
            Path.of(System.getProperty("repo.root", ".")).toAbsolutePath();

    private final Path directory;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, TcpProxy> toPostgres = new HashMap<>();
    private final Map<String, TcpProxy> toKafka = new HashMap<>();
    private final List<KafkaServer.Listener> listeners = new ArrayList<>();
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final List<String> serving = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final PlatformParts newer;
    private Path postgresRoot;
    private int postgresPort = LoopbackPort.free();
    private PlatformParts parts;
    private final KeycloakServer keycloak;
    private final JsonNode tenants;
    private volatile PostgresServer postgres;
    private volatile KafkaServer kafka;

    private record Instance(String service, int port, Map<String, String> environment, ChildProcess process) {}

    /**
     * Starts everything, one instance of each service.
     *
     * @param older the root of a checkout, built, whose services are started until {@link #upgrade}
     */
    Cluster(Path directory, Path older) {
        // Also when a test run is ended half-way.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        this.directory = directory;
        this.postgresRoot = directory;
        for (String part : List.of("consent", "preference", "suppression", "keycloak", "kafka")) {
            ports.put(part, LoopbackPort.free());
        }
        for (String client : List.of("consent", "preference", "suppression", "keycloak")) {
            toPostgres.put(client, new TcpProxy(postgresPort));
        }
        ports.put("postgres", proxyToPostgres("keycloak").port());
        for (String service : SERVICES) {
            int port = LoopbackPort.free();
            TcpProxy proxy = new TcpProxy(port);
            toKafka.put(service, proxy);
            listeners.add(new KafkaServer.Listener(service.toUpperCase(Locale.ROOT), port, proxy.port()));
        }
        Path archive = Path.of(System.getProperty("keycloak.archive"));
        parts = new PlatformParts(older, directory, archive, ports);
        newer = new PlatformParts(REPOSITORY, directory, archive, ports);
        postgres = parts.postgres(directory, postgresPort);
        kafka = parts.kafka(listeners);
        keycloak = parts.keycloak();
        SERVICES.forEach(service -> launch(service, service, port(service), Map.of()));
        SERVICES.forEach(this::awaitReady);
        tenants = parts.tenants();
    }

    private int port(String part) {
        return Objects.requireNonNull(ports.get(part), part);
    }

    TcpProxy proxyToPostgres(String client) {
        return Objects.requireNonNull(toPostgres.get(client), client);
    }

    TcpProxy proxyToKafka(String service) {
        return Objects.requireNonNull(toKafka.get(service), service);
    }

    private void launch(String service, String name, int port, Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        whole.put(
                "CONSENTRY_DATABASE_PORT",
                Integer.toString(proxyToPostgres(service).port()));
        whole.put(
                "CONSENTRY_KAFKA_BOOTSTRAP",
                "127.0.0.1:" + proxyToKafka(service).port());
        ChildProcess process = parts.service(service, name, whole);
        instances.put(name, new Instance(service, port, environment, process));
    }

    /** Services that are started from now on are the new ones. */
    void upgrade() {
        parts = newer;
    }

    /** Starts one more instance of a service, and lets it take part once it is ready. */
    void startAnother(String service, String name) {
        launch(service, name, LoopbackPort.free(), Map.of());
        awaitReady(name);
    }

    private Instance instance(String name) {
        return Objects.requireNonNull(instances.get(name), name);
    }

    private void awaitReady(String name) {
        instance(name).process().awaitReady(READY_MAX, () -> readiness(name) == 200);
        if (!serving.contains(name)) {
            serving.add(name);
        }
    }

    void awaitAllReady() {
        instances.keySet().forEach(this::awaitReady);
    }

    /** SIGKILL. */
    void kill(String name) {
        serving.remove(name);
        instance(name).process().kill();
    }

    /** As a rolling restart does it: the load goes elsewhere first, then SIGTERM. */
    void stop(String name) {
        serving.remove(name);
        instance(name).process().stop(Duration.ofSeconds(15));
    }

    /** Starts an instance again that was killed or stopped. */
    void startAgain(String name) {
        beginAgain(name);
        awaitReady(name);
    }

    /** As {@link #startAgain}, without waiting until it is ready. */
    void beginAgain(String name) {
        Instance earlier = instance(name);
        launch(earlier.service(), name, earlier.port(), earlier.environment());
    }

    /** Restarts an instance with environment of its own. */
    void restartWith(String name, Map<String, String> environment) {
        Instance earlier = instance(name);
        stop(name);
        launch(earlier.service(), name, earlier.port(), environment);
        awaitReady(name);
    }

    /** The status of an instance's readiness; 0 while it does not answer. */
    int readiness(String name) {
        return TenantApi.statusOf(base(name) + "/q/health/ready");
    }

    /** Takes an instance away for good. */
    void remove(String name) {
        stop(name);
        instances.remove(name);
    }

    ChildProcess process(String part) {
        return switch (part) {
            case "kafka" -> kafka.process();
            case "postgres" -> postgres.process();
            default -> instance(part).process();
        };
    }

    void killKafka() {
        kafka.process().kill();
        kafka.close();
    }

    void startKafka() {
        kafka = parts.kafka(listeners);
    }

    void killPostgres() {
        postgres.process().kill();
        postgres.close();
    }

    void startPostgres() {
        postgres = parts.postgres(postgresRoot, postgresPort);
    }

    boolean isPostgresAlive() {
        return postgres.process().isAlive();
    }

    /** Starts a standby that every commit waits for. */
    PostgresServer startStandby(Path root) {
        return postgres.startStandby(root, LoopbackPort.free());
    }

    /** Kills the primary, promotes its standby, and leads all connections there. */
    void failOver(PostgresServer standby, Path root) {
        killPostgres();
        standby.promote();
        postgres = standby;
        postgresRoot = root;
        postgresPort = standby.port();
        toPostgres.values().forEach(proxy -> proxy.redirect(postgresPort));
    }

    /** Lets PostgreSQL go on in another directory, with a copy of its state. */
    void movePostgres(Path root) throws IOException {
        postgres.close();
        Process copy = new ProcessBuilder(
                        "cp", "-a", postgresRoot.resolve("postgres").toString(), root.toString())
                .inheritIO()
                .start();
        if (copy.onExit().join().exitValue() != 0) {
            throw new IOException("cp failed");
        }
        postgresRoot = root;
        startPostgres();
    }

    /** Where the state of everything is. */
    Path directory() {
        return directory;
    }

    /** Copies a service's database, which nobody may use meanwhile: the backup of a drill. */
    void backUp(String service) throws SQLException {
        administer("create database " + service + "_backup template " + service);
    }

    /** Puts the copy in the place of the database, which nobody may use. */
    void restore(String service) throws SQLException {
        administer("drop database " + service);
        administer("create database " + service + " template " + service + "_backup owner " + service + "_owner");
        administer("drop database " + service + "_backup");
        parts.prepareDatabases(postgresPort);
    }

    private void administer(String command) throws SQLException {
        try (Connection connection = postgres.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Where to ask a service: its instances take turns. */
    String url(String service) {
        List<String> own =
                serving.stream().filter(name -> name.startsWith(service)).toList();
        return base(own.isEmpty() ? service : own.get(Math.floorMod(turn.getAndIncrement(), own.size())));
    }

    /** Where one instance answers. */
    String base(String name) {
        return "http://127.0.0.1:" + instance(name).port();
    }

    /** The demo tenant, all scopes. */
    TenantApi tenant() {
        JsonNode client = tenants.path("acme").path("clients").path("backoffice");
        return new TenantApi(
                this::url,
                parts.tokenEndpoint(),
                client.path("id").asText(),
                client.path("secret").asText());
    }

    /** A superuser's connection to a service's database. */
    Connection database(String service) throws SQLException {
        return postgres.connect(service, "postgres");
    }

    @Override
    public void close() {
        instances.values().forEach(instance -> instance.process().kill());
        keycloak.close();
        kafka.close();
        postgres.close();
        toPostgres.values().forEach(TcpProxy::close);
        toKafka.values().forEach(TcpProxy::close);
    }
}
