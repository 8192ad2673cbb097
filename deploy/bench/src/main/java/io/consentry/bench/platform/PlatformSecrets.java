package io.consentry.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/** What {@code secrets.json} of a state directory holds. Prints none of it. */
public final class PlatformSecrets {

    private final JsonNode content;

    private PlatformSecrets(JsonNode content) {
        this.content = content;
    }

    static PlatformSecrets read(Path directory) throws IOException {
        return new PlatformSecrets(
                new ObjectMapper().readTree(directory.resolve("secrets.json").toFile()));
    }

    /** Of the database superuser {@code postgres}. */
    public String superuserPassword() {
        return content.path("database.postgres").asText();
    }

    /** The key that wraps tenants' keysets. */
    public byte[] keyEncryptionKey() {
        return Base64.getDecoder().decode(content.path("kek").asText());
    }

    @Override
    public String toString() {
        return "PlatformSecrets[redacted]";
    }
}
