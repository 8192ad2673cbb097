package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consentry.servers.ServerFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Keeps the demo tenants registered with the NCC and their lists cleansed, as the law asks of who markets in South Africa (rules A-15 and
 * without it every check of theirs would be denied. The registry's answer is one that blocks nobody.
 */
final class DemoRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final Duration CLEANSED_AFTER = Duration.ofDays(20);
    private static final Duration REGISTERED_FOR = Duration.ofDays(365);
    private static final int TRIES_MAX = 15;
    private static final int SETTINGS_TRIES_MAX = 100;
    private static final int PAUSE_MILLIS = 300;
    private static final int UNKNOWN_TENANT = 403;
    private static final String NOBODY_BLOCKED = "email,phone\n";

    private final PlatformClient client;

    DemoRegistry(PlatformClient client) {
        this.client = client;
    }

    /** @param tenants the credentials of the demo tenants, as {@code platform.json} shows them */
    void keep(JsonNode tenants) {
        tenants.forEach(tenant -> {
            JsonNode backoffice = tenant.path("clients").path("backoffice");
            String token = client.token(
                    backoffice.path("id").asText(), backoffice.path("secret").asText());
            register(token);
            cleanse(token);
        });
    }

    private void register(String token) {
        JsonNode settings =
                require(client.get(Part.CONSENT, "/v1/tenant", token)).path("settings");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String renewsAt =
                settings.path("registries").path("ncc").path("renewsAt").asText("");
        if (!renewsAt.isEmpty() && Instant.parse(renewsAt).isAfter(now.plus(RENEWED_BEFORE_END))) {
            return;
        }
        ObjectNode registered = settings.deepCopy();
        registered
                .withObject("/registries")
                .putObject("ncc")
                .put("number", "NCC-DEMO")
                .put("registeredAt", now.toString())
                .put("renewsAt", now.plus(REGISTERED_FOR).toString());
        require(client.send(Part.CONSENT, "PUT", "/v1/tenant", token, "application/json", registered.toString()));
    }

    private void cleanse(String token) {
        String cleansedAt = standing(token).path("cleansedAt").asText("");
        if (!cleansedAt.isEmpty()
                && Instant.parse(cleansedAt).isAfter(Instant.now().minus(CLEANSED_AFTER))) {
            return;
        }
        JsonNode run = require(
                client.send(Part.SUPPRESSION, "POST", "/v1/registries/ncc/runs", token, "text/csv", NOBODY_BLOCKED));
        awaitSeen(token, run.path("consistencyToken").asText());
    }

    /** A new tenant is unknown to suppression-service until its settings have arrived there. */
    private JsonNode standing(String token) {
        PlatformClient.Answer answer = client.get(Part.SUPPRESSION, "/v1/registries/ncc", token);
        for (int tries = 1; answer.status() == UNKNOWN_TENANT && tries < SETTINGS_TRIES_MAX; tries++) {
            pause();
            answer = client.get(Part.SUPPRESSION, "/v1/registries/ncc", token);
        }
        return require(answer);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while registering the demo tenants", e);
        }
    }

    /** A check that carries the run's token waits a while for it by itself. */
    private void awaitSeen(String token, String run) {
        ObjectNode question = JSON.createObjectNode();
        question.putArray("checks")
                .addObject()
                .put("channel", "email")
                .put("purpose", "offers")
                .putObject("recipient")
                .put("email", "nobody@example.org");
        question.putObject("consistency").put("atLeast", run);
        PlatformClient.Answer answer = client.send("POST", "/v1/check", token, question);
        for (int tries = 1; answer.status() == 503 && tries < TRIES_MAX; tries++) {
            answer = client.send("POST", "/v1/check", token, question);
        }
        require(answer);
    }

    private static JsonNode require(PlatformClient.Answer answer) {
        if (!answer.isSuccess()) {
            throw new ServerFailedException(
                    "Cannot register the demo tenants: the answer was " + answer.status() + " " + answer.text());
        }
        return answer.body();
    }
}
