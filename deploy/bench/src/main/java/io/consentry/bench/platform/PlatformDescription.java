package io.consentry.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** What {@code platform.json} says: where everything is and how to sign in. */
public final class PlatformDescription {

    private final JsonNode content;

    private PlatformDescription(JsonNode content) {
        this.content = content;
    }

    static PlatformDescription read(Path directory) throws IOException {
        return new PlatformDescription(
                new ObjectMapper().readTree(directory.resolve("platform.json").toFile()));
    }

    /** Where a service listens: {@code consent}, {@code preference} or {@code suppression}. */
    public int port(String service) {
        return URI.create(content.path(service).asText()).getPort();
    }

    /** Kafka's bootstrap server. */
    public String kafka() {
        return content.path("kafka").asText();
    }

    URI tokenEndpoint() {
        return URI.create(content.path("tokenEndpoint").asText());
    }

    JsonNode client(String tenant, String name) {
        return content.path("tenants").path(tenant).path("clients").path(name);
    }

    @Override
    public String toString() {
        return "PlatformDescription[redacted]";
    }
}
