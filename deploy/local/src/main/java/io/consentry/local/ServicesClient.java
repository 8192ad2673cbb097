package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consentry.servers.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The client {@code consentry}, as which the services introspect tokens. A new realm is imported with it; a realm of a state directory from
 * before there was this client gets it here.
 */
final class ServicesClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT_ID = "consentry";
    private static final String CLIENTS = "/admin/realms/consentry/clients";

    private final LocalSettings settings;
    private final Secrets secrets;
    private final PlatformClient keycloak;

    ServicesClient(LocalSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.keycloak = new PlatformClient(settings);
    }

    void createWhereMissing() {
        String token = keycloak.token("consentry-provisioner", secrets.provisioner());
        PlatformClient.Answer found = keycloak.get(Part.KEYCLOAK, CLIENTS + "?clientId=" + CLIENT_ID, token);
        requireSuccess(found);
        if (found.body().isEmpty()) {
            requireSuccess(keycloak.send(Part.KEYCLOAK, "POST", CLIENTS, token, "application/json", description()));
        }
    }

    /** As the realm file has it. */
    private String description() {
        try {
            JsonNode realm = JSON.readTree(
                    settings.repository().resolve("deploy/keycloak/realm.json").toFile());
            for (JsonNode client : realm.path("clients")) {
                if (client.path("clientId").asText().equals(CLIENT_ID)) {
                    return ((ObjectNode) client).put("secret", secrets.client()).toString();
                }
            }
            throw new IllegalStateException("the realm file has no client " + CLIENT_ID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSuccess(PlatformClient.Answer answer) {
        if (!answer.isSuccess()) {
            throw new ServerFailedException(
                    "Keycloak does not show or make the client " + CLIENT_ID + " (" + answer.status() + ")");
        }
    }
}
