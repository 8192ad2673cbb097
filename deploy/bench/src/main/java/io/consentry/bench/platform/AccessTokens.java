package io.consentry.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.bench.load.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Access tokens of one tenant's clients, each asked for again while there is still time for a run. */
public final class AccessTokens {

    private static final Duration REST_MIN = Duration.ofSeconds(150);
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Token(String text, Instant expires) {}

    private final PlatformDescription platform;
    private final String tenant;
    private final Map<String, Token> byClient = new HashMap<>();

    AccessTokens(PlatformDescription platform, String tenant) {
        this.platform = platform;
        this.tenant = tenant;
    }

    /** One that is good for some minutes yet. */
    public synchronized String of(String client) throws IOException {
        Token known = byClient.get(client);
        if (known == null || Instant.now().plus(REST_MIN).isAfter(known.expires)) {
            known = ask(platform.client(tenant, client));
            byClient.put(client, known);
        }
        return known.text;
    }

    private Token ask(JsonNode client) throws IOException {
        URI endpoint = platform.tokenEndpoint();
        String form = "grant_type=client_credentials&client_id="
                + client.path("id").asText() + "&client_secret="
                + client.path("secret").asText();
        try (HttpConnection connection = HttpConnection.open(endpoint.getPort())) {
            JsonNode answer = JSON.readTree(
                    connection.postForm(endpoint.getPath(), form).requireGood().body());
            return new Token(
                    answer.path("access_token").asText(),
                    Instant.now().plusSeconds(answer.path("expires_in").asLong()));
        }
    }
}
