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
import java.nio.charset.StandardCharsets;
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

    /** What the services rely on: Keycloak tells the tokens' audience, and nobody else, whether a client is still allowed in. */
    @Test
    void theClientOfTheServicesLearnsThatAnotherWasDisabled() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(root, 0, PASSWORDS);
                KeycloakServer keycloak = KeycloakServer.start(root, settings(postgres), JavaRuntime.newest())) {
            String token = token(keycloak, "consentry-operator", "operator-secret");
            String provisioner = token(keycloak, "consentry-provisioner", "provisioner-secret");
            assertThat(introspect(keycloak, "consentry", "client-secret", token)
                            .path("active")
                            .asBoolean())
                    .isTrue();
            assertThat(introspect(keycloak, "consentry", "another secret", token)
                            .has("active"))
                    .isFalse();
            assertThat(introspect(keycloak, "consentry-provisioner", "provisioner-secret", token)
                            .path("active")
                            .asBoolean())
                    .as("a client that the token is not meant for")
                    .isFalse();

            URI clients = keycloak.url().resolve("/admin/realms/consentry/clients");
            JsonNode operator = JSON.readTree(
                            send(HttpRequest.newBuilder(URI.create(clients + "?clientId=consentry-operator"))
                                    .header("Authorization", "Bearer " + provisioner)))
                    .path(0);
            send(HttpRequest.newBuilder(
                            URI.create(clients + "/" + operator.path("id").asText()))
                    .header("Authorization", "Bearer " + provisioner)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"enabled\":false}")));

            assertThat(introspect(keycloak, "consentry", "client-secret", token)
                            .path("active")
                            .asBoolean())
                    .isFalse();
        }
    }

    private static JsonNode introspect(KeycloakServer keycloak, String client, String secret, String token)
            throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token/introspect"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "client_id=" + client + "&token_type_hint=access_token&token=" + token))));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
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
                        "CLIENT_SECRET", "client-secret",
                        "CONSENT_URL", "http://127.0.0.1:8081",
                        "PREFERENCE_URL", "http://127.0.0.1:8082",
                        "SUPPRESSION_URL", "http://127.0.0.1:8083"));
    }

    private static JsonNode operatorClaims(KeycloakServer keycloak) throws Exception {
        String token = token(keycloak, "consentry-operator", "operator-secret");
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String token(KeycloakServer keycloak, String client, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("access_token").asText();
    }
}
