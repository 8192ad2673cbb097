package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.servers.ChildProcess;
import io.consentry.servers.DatabaseSetup;
import io.consentry.servers.JavaRuntime;
import io.consentry.servers.KafkaServer;
import io.consentry.servers.KeycloakServer;
import io.consentry.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of a platform one by one, for whoever wants to start, break and replace them one by one. */
public final class PlatformParts {
    private final LocalSettings settings;
    private final Secrets secrets;
    private final JavaRuntime java = JavaRuntime.newest();

    /**
     * @param repository the repository's root, with the services built
     * @param directory where the state is kept
     * @param keycloakArchive {@code keycloak-quarkus-dist-<version>.tar.gz}
     * @param ports where each part is to be found by the others, by {@code consent}, {@code preference}, {@code suppression}, {@code keycloak},
     *     {@code postgres} and {@code kafka}
     */
    public PlatformParts(Path repository, Path directory, Path keycloakArchive, Map<String, Integer> ports) {
        Map<Part, Integer> byPart = new EnumMap<>(Part.class);
        ports.forEach((part, port) -> byPart.put(part(part), port));
        this.settings =
                new LocalSettings(repository, directory, directory, false, byPart, keycloakArchive, false, false);
        try {
            this.secrets = Secrets.loadOrCreate(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part part(String key) {
        return Part.valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** PostgreSQL with its state under {@code root}, which may be another than the platform's. */
    public PostgresServer postgres(Path root, int port) {
        return PostgresServer.start(root, port, secrets.databasePasswords());
    }

    /** Creates the databases, roles and rights that are missing in a PostgreSQL that runs. */
    public void prepareDatabases(int port) {
        DatabaseSetup.run("127.0.0.1", port, secrets.databasePasswords());
    }

    /** Kafka on its usual port and on further listeners. */
    public KafkaServer kafka(List<KafkaServer.Listener> listeners) {
        return KafkaServer.start(settings.directory(), settings.port(Part.KAFKA), java, List.of(), listeners);
    }

    /** Keycloak, with the realm. */
    public KeycloakServer keycloak() {
        return KeycloakServer.start(settings.directory(), settings.keycloak(secrets), java);
    }

    /**
     * An instance of a service, which is not ready yet.
     *
     * @param name its own, for its log
     * @param environment what is different from the usual
     */
    public ChildProcess service(String service, String name, Map<String, String> environment) {
        return new ServiceLauncher(settings, secrets, java).start(part(service), name, environment);
    }

    /** Creates the demo tenants where they are missing, and gives their credentials by their names. */
    public JsonNode tenants() {
        PlatformClient client = new PlatformClient(settings);
        try {
            JsonNode tenants = new DemoTenants(client, secrets, settings.directory()).loadOrCreate(new Progress());
            new DemoRegistry(client).keep(tenants);
            return tenants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where access tokens are issued. */
    public String tokenEndpoint() {
        return settings.tokenEndpoint();
    }
}
