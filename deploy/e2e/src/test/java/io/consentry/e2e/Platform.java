package io.consentry.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole platform, with the demo tenants, in a directory and on ports of its own. */
abstract class Platform {

    static final Path REPOSITORY = Path.of(System.getProperty("repo.root", ".")).toAbsolutePath();
    static final Duration START_MAX = Duration.ofMinutes(5);
    static final Duration POLL = Duration.ofMillis(200);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES = List.of("consent", "preference", "suppression");

    private final Path directory;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    Platform(Path directory) {
        this.directory = directory;
        for (String part : List.of("consent", "preference", "suppression", "keycloak", "postgres", "kafka")) {
            ports.put(part, LoopbackPort.free());
        }
    }

    /** The one that {@code -Dplatform} names: {@code local} when it does not, or {@code compose}. */
    static Platform in(Path directory) {
        return switch (System.getProperty("platform", "local")) {
            case "local" -> new LocalPlatform(directory);
            case "compose" -> new ComposePlatform(directory);
            default -> throw new IllegalArgumentException("-Dplatform is local or compose");
        };
    }

    /** Starts, with what an earlier start left, and returns when everything is ready. */
    abstract void start();

    /** Stops; what it wrote then lies in {@link #directory}. */
    abstract void stop();

    /** Kills one part the hard way, and returns when it runs again and all services are ready. */
    abstract void kill(String part);

    /** Kills all the hard way, as a power cut would. */
    abstract void killEverything();

    /** PostgreSQL's, of the role {@code postgres}. */
    abstract String superuserPassword();

    Path directory() {
        return directory;
    }

    Map<String, Integer> ports() {
        return ports;
    }

    int port(String part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException(part);
        }
        return port;
    }

    String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    boolean isReady() {
        return SERVICES.stream().allMatch(service -> TenantApi.statusOf(url(service) + "/q/health/ready") == 200);
    }

    JsonNode description() {
        return read("platform.json");
    }

    JsonNode read(String file) {
        try {
            return JSON.readTree(directory.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tenant's client with all scopes. */
    TenantApi tenant(String name) {
        JsonNode client =
                description().path("tenants").path(name).path("clients").path("backoffice");
        return new TenantApi(
                this::url,
                description().path("tokenEndpoint").asText(),
                client.path("id").asText(),
                client.path("secret").asText());
    }
}
