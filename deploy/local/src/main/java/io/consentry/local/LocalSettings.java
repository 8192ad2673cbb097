package io.consentry.local;

import io.consentry.servers.KeycloakServer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param repository the repository's root
 * @param directory where the state is kept, {@code -Dlocal.dir}
 * @param shownDirectory the same as the caller wrote it, for files that name it
 * @param fresh whether to start empty, {@code -Dlocal.fresh}
 * @param ports {@code -Dlocal.port.<part>}
 * @param keycloakArchive Keycloak's distribution in the local Maven repository
 * @param restart whether a part that dies is started again, {@code -Dlocal.restart}; else the platform ends with it
 * @param endWithParent whether to stop when the process that started this one ends
 */
record LocalSettings(
        Path repository,
        Path directory,
        Path shownDirectory,
        boolean fresh,
        Map<Part, Integer> ports,
        Path keycloakArchive,
        boolean restart,
        boolean endWithParent) {

    static LocalSettings fromSystemProperties() {
        Path repository =
                Path.of(System.getProperty("repo.root", "")).toAbsolutePath().normalize();
        Path shown = Path.of(System.getProperty("local.dir", ".local"));
        return new LocalSettings(
                repository,
                repository.resolve(shown).normalize(),
                shown,
                switchedOn("local.fresh"),
                readPorts(),
                findKeycloakArchive(),
                switchedOn("local.restart"),
                switchedOn("local.parent"));
    }

    private static boolean switchedOn(String property) {
        String value = System.getProperty(property, "false");
        return value.isEmpty() || value.equals("true");
    }

    private static Map<Part, Integer> readPorts() {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            String property = "local.port." + part.key();
            @Nullable Integer port = Integer.getInteger(property, part.usualPort());
            if (port == null || port < 1 || port > 65535) {
                throw new IllegalArgumentException(property + ": " + port + " (expected: 1 to 65535)");
            }
            ports.put(part, port);
        }
        return ports;
    }

    private static Path findKeycloakArchive() {
        @Nullable String archive = System.getProperty("keycloak.archive");
        if (archive == null) {
            throw new IllegalArgumentException(
                    "keycloak.archive: null (expected: the path of keycloak-quarkus-dist-*.tar.gz)");
        }
        return Path.of(archive);
    }

    int port(Part part) {
        return Objects.requireNonNull(ports.get(part));
    }

    /** Where a part that speaks HTTP answers. */
    String url(Part part) {
        return "http://127.0.0.1:" + port(part);
    }

    String issuer() {
        return url(Part.KEYCLOAK) + "/realms/consentry";
    }

    String tokenEndpoint() {
        return issuer() + "/protocol/openid-connect/token";
    }

    KeycloakServer.Settings keycloak(Secrets secrets) {
        return new KeycloakServer.Settings(
                keycloakArchive,
                port(Part.KEYCLOAK),
                port(Part.POSTGRES),
                secrets.databasePasswords().of("keycloak"),
                secrets.keycloakAdmin(),
                repository.resolve("deploy/keycloak/realm.json"),
                Map.of(
                        "OPERATOR_SECRET", secrets.operator(),
                        "PROVISIONER_SECRET", secrets.provisioner(),
                        "CLIENT_SECRET", secrets.client(),
                        "CONSENT_URL", url(Part.CONSENT),
                        "PREFERENCE_URL", url(Part.PREFERENCE),
                        "SUPPRESSION_URL", url(Part.SUPPRESSION)));
    }
}
