package io.consentry.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.servers.DatabasePasswords;
import io.consentry.servers.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The secrets of one state directory: made at random the first time, then read back. Prints none of them. */
final class Secrets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> byName;

    private Secrets(Map<String, String> byName) {
        this.byName = byName;
    }

    static Secrets loadOrCreate(Path directory) throws IOException {
        Path file = directory.resolve("secrets.json");
        if (!Files.exists(file)) {
            Map<String, String> created = new LinkedHashMap<>();
            DatabasePasswords.random().byRole().forEach((role, password) -> created.put("database." + role, password));
            created.put("kek", Base64.getEncoder().encodeToString(random(32)));
            created.put("operator", password());
            created.put("provisioner", password());
            created.put("client", password());
            created.put("keycloakAdmin", password());
            return write(file, created);
        }
        Map<String, String> known =
                JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {});
        // Directories from before there was this client.
        return known.putIfAbsent("client", password()) == null ? write(file, known) : new Secrets(known);
    }

    private static Secrets write(Path file, Map<String, String> byName) throws IOException {
        PrivateFiles.write(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(byName) + System.lineSeparator());
        return new Secrets(byName);
    }

    DatabasePasswords databasePasswords() {
        Map<String, String> passwords = new LinkedHashMap<>();
        DatabasePasswords.ROLES.forEach(role -> passwords.put(role, named("database." + role)));
        return new DatabasePasswords(passwords);
    }

    /** The key-encryption key: 32 bytes in base64. */
    String keyEncryptionKey() {
        return named("kek");
    }

    /** The secret of the client {@code consentry-operator}. */
    String operator() {
        return named("operator");
    }

    /** The secret of the client {@code consentry-provisioner}. */
    String provisioner() {
        return named("provisioner");
    }

    /** The secret of the client {@code consentry}. */
    String client() {
        return named("client");
    }

    /** The password of the user {@code admin} of Keycloak's master realm. */
    String keycloakAdmin() {
        return named("keycloakAdmin");
    }

    private String named(String name) {
        return Objects.requireNonNull(byName.get(name), () -> name + " is missing in secrets.json");
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Secrets[redacted]";
    }
}
