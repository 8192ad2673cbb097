package io.consentry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.servers.DatabasePasswords;
import io.consentry.servers.JavaRuntime;
import io.consentry.servers.KeycloakServer;
import io.consentry.servers.LoopbackPort;
import io.consentry.servers.Orphans;
import io.consentry.servers.PostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakServerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DatabasePasswords PASSWORDS = DatabasePasswords.random();

    private final Path root;

    KeycloakServerIT(@TempDir Path root) {
        this.root = root;
    }

    @AfterEach
    void leaveNothingRunning() {
        Orphans.stop(root, line -> {});
    }

    @Test
    void theOperatorsTokenNamesAudienceAndScopeAlsoAfterKill() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(root, 0, PASSWORDS)) {
            // Given
            KeycloakServer killed = KeycloakServer.start(root, settings(postgres), JavaRuntime.newest());
            killed.process().kill();
            killed.close();

            // When
            try (KeycloakServer keycloak = KeycloakServer.start(root, settings(postgres), JavaRuntime.newest())) {
                JsonNode claims = operatorClaims(keycloak);

                // Then
                assertThat(claims.path("iss").asText())
                        .isEqualTo(keycloak.issuer().toString());
                assertThat(claims.path("aud").asText()).isEqualTo("consentry");
                assertThat(claims.path("scope").asText().split(" ")).containsExactly("platform:operate");
                assertThat(claims.has("sub")).isTrue();
                assertThat(claims.has("tenant")).isFalse();
            }
        }
    }

    private static KeycloakServer.Settings settings(PostgresServer postgres) {
        return new KeycloakServer.Settings(
                Path.of(System.getProperty("keycloak.archive")),
                LoopbackPort.free(),
                postgres.port(),
                PASSWORDS.of("keycloak"),
                "administrator's password",
                Path.of("../keycloak/realm.json"),
                Map.of(
                        "OPERATOR_SECRET", "operator-secret",
                        "PROVISIONER_SECRET", "provisioner-secret",
                        "CONSENT_URL", "http://127.0.0.1:8081",
                        "PREFERENCE_URL", "http://127.0.0.1:8082",
                        "SUPPRESSION_URL", "http://127.0.0.1:8083"));
    }

    private static JsonNode operatorClaims(KeycloakServer keycloak) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=consentry-operator&client_secret=operator-secret"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String token = JSON.readTree(response.body()).path("access_token").asText();
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
