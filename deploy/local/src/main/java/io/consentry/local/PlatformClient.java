package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.servers.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The few HTTP calls that set the demo tenants up. */
final class PlatformClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    PlatformClient(LocalSettings settings) {
        this.settings = settings;
    }

    /** An answer: its status and its body, which is empty when it is not JSON. */
    record Answer(int status, JsonNode body, String text) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** An access token by the client credentials grant. */
    String token(String clientId, String secret) {
        String form =
                "grant_type=client_credentials&client_id=" + encode(clientId) + "&client_secret=" + encode(secret);
        Answer answer = send(HttpRequest.newBuilder(URI.create(settings.tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (!answer.isSuccess()) {
            throw new ServerFailedException("Keycloak gives " + clientId + " no token (" + answer.status() + ")");
        }
        return answer.body().path("access_token").asText();
    }

    /** Sends JSON to consent-service. */
    Answer send(String method, String path, String token, Object body) {
        try {
            return send(Part.CONSENT, method, path, token, "application/json", JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends text to a service. */
    Answer send(Part service, String method, String path, String token, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(settings.url(service) + path))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Reads from a service. */
    Answer get(Part service, String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(settings.url(service) + path))
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()), response.body());
        } catch (IOException e) {
            throw new ServerFailedException("No answer while setting the demo tenants up: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while setting the demo tenants up", e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
