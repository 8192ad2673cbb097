package io.consentry.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** A tenant's system, talking to the three services over HTTP with real tokens. */
public final class TenantApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Keycloak answers 500 for a moment after its database was away. */
    private static final Duration TOKEN_MAX = Duration.ofSeconds(60);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final UnaryOperator<String> urls;
    private final String tokenEndpoint;
    private final String clientId;
    private final String secret;
    private String token = "";
    private String opening = "";
    private Instant tokenFrom = Instant.EPOCH;

    /** @param urls where to ask a service now, by {@code consent}, {@code preference} and {@code suppression} */
    public TenantApi(UnaryOperator<String> urls, String tokenEndpoint, String clientId, String secret) {
        this.urls = urls;
        this.tokenEndpoint = tokenEndpoint;
        this.clientId = clientId;
        this.secret = secret;
    }

    /** Records one decision about offers by e-mail, by the person. */
    public JsonNode record(String email, String action) {
        return record("email", email, "email", action);
    }

    /** Records one decision about offers by SMS, by the person. */
    JsonNode recordPhone(String phone, String action) {
        return record("phone", phone, "sms", action);
    }

    /** Records one decision about offers by WhatsApp, by the person. */
    JsonNode recordWhatsapp(String phone, String action) {
        return record("phone", phone, "whatsapp", action);
    }

    private JsonNode record(String kind, String address, String channel, String action) {
        return post("consent", "/v1/consents", """
                {"subject":{"%s":"%s"},"decisions":[{"purpose":"offers","channel":"%s","action":"%s"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""".formatted(kind, address, channel, action));
    }

    /** When marketing may go out tomorrow or on the first day after it that is no Sunday or holiday. */
    private synchronized String nextOpening() {
        if (opening.isEmpty()) {
            String midnight = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T00:00:00Z";
            opening = read(send(request("consent", "/v1/contact-hours?at=" + midnight)
                            .GET()
                            .build()))
                    .path("nextAllowedAt")
                    .asText();
        }
        return opening;
    }

    /** Whether offers may be sent by SMS, by day. */
    JsonNode checkPhone(String phone) {
        return check(phone, "sms");
    }

    /** Whether offers may be sent by WhatsApp, by day. */
    JsonNode checkWhatsapp(String phone) {
        return check(phone, "whatsapp");
    }

    private JsonNode check(String phone, String channel) {
        return post(
                        "consent",
                        "/v1/check",
                        "{\"checks\":[{\"recipient\":{\"phone\":\"%s\"},\"channel\":\"%s\",\"purpose\":\"offers\",\"sendAt\":\"%s\"}]}"
                                .formatted(phone, channel, nextOpening()))
                .path("results")
                .path(0);
    }

    /** Whether offers may be sent by e-mail, by day, for each address. */
    public List<JsonNode> check(List<String> emails) {
        String sendAt = nextOpening();
        String checks = emails.stream()
                .map(email ->
                        "{\"recipient\":{\"email\":\"%s\"},\"channel\":\"email\",\"purpose\":\"offers\",\"sendAt\":\"%s\"}"
                                .formatted(email, sendAt))
                .collect(Collectors.joining(","));
        List<JsonNode> results = new java.util.ArrayList<>();
        post("consent", "/v1/check", "{\"checks\":[" + checks + "]}")
                .path("results")
                .forEach(results::add);
        return results;
    }

    public JsonNode check(String email) {
        return check(List.of(email)).get(0);
    }

    /** What people asked for as data subjects and nobody has answered yet. */
    List<JsonNode> cases() {
        List<JsonNode> cases = new java.util.ArrayList<>();
        get("preference", "/v1/cases").path("cases").forEach(cases::add);
        return cases;
    }

    /** One-click addresses for mails about offers. */
    public List<String> links(List<String> emails) {
        String recipients = emails.stream()
                .map(email ->
                        "{\"ref\":\"r\",\"identifier\":{\"email\":\"%s\"},\"channel\":\"email\",\"purpose\":\"offers\"}"
                                .formatted(email))
                .collect(Collectors.joining(","));
        List<String> urls = new java.util.ArrayList<>();
        post("preference", "/v1/links", "{\"recipients\":[" + recipients + "]}")
                .path("links")
                .forEach(link -> urls.add(link.path("unsubscribeUrl").asText()));
        return urls;
    }

    /** The mailbox provider's one click (RFC 8058 section 3.2); the status. */
    public static int click(String url) {
        return submit(url, "List-Unsubscribe=One-Click");
    }

    /** A button of the page; the status. */
    static int leavePage(String url, String scope) {
        return submit(url, "action=unsubscribe&scope=" + scope);
    }

    private static int submit(String url, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return send(request).statusCode();
    }

    /** The status of a GET; 0 when nobody answers. */
    public static int statusOf(String url) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(5))
                            .build())
                    .statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** Imports a suppression list; the job, which is yet to be done. */
    JsonNode importList(String csv) {
        return read(send(request("suppression", "/v1/suppressions/import?reason=manual")
                .setHeader("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv))
                .build()));
    }

    /** What WhatsApp tells the tenant's hook, signed as it does; the status. */
    int deliverWhatsapp(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            return send(HttpRequest.newBuilder(URI.create(urls.apply("preference") + "/hooks/whatsapp/acme"))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .header("X-Hub-Signature-256", "sha256=" + signature)
                            .POST(BodyPublishers.ofString(body))
                            .build())
                    .statusCode();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    /** The suppression entries that stand on an address. */
    public List<JsonNode> suppressions(String email) {
        return suppressions("email", email);
    }

    /** The same of a telephone number. */
    List<JsonNode> suppressionsOfPhone(String phone) {
        return suppressions("phone", phone);
    }

    private List<JsonNode> suppressions(String kind, String address) {
        List<JsonNode> entries = new java.util.ArrayList<>();
        post("suppression", "/v1/suppressions/search", "{\"identifier\":{\"%s\":\"%s\"}}".formatted(kind, address))
                .path("entries")
                .forEach(entries::add);
        return entries;
    }

    /** The ledger events of the person behind an address. */
    public List<JsonNode> history(String email) {
        String subject = post("consent", "/v1/subjects/lookup", "{\"identifier\":{\"email\":\"%s\"}}".formatted(email))
                .path("subjectId")
                .asText();
        List<JsonNode> events = new java.util.ArrayList<>();
        read(send(request("consent", "/v1/subjects/" + subject + "/history")
                        .GET()
                        .build()))
                .path("events")
                .forEach(events::add);
        return events;
    }

    /** Why a check was answered as it was. */
    public JsonNode explain(String decisionId) {
        return read(send(request("consent", "/v1/decisions/" + decisionId).GET().build()));
    }

    JsonNode post(String service, String path, String body) {
        return read(answer(service, path, body));
    }

    JsonNode put(String service, String path, String body) {
        return read(
                send(request(service, path).PUT(BodyPublishers.ofString(body)).build()));
    }

    JsonNode get(String service, String path) {
        return read(send(request(service, path).GET().build()));
    }

    /** What stands at an address, for anybody. */
    static String textOf(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .build())
                .body();
    }

    HttpResponse<String> answer(String service, String path, String body) {
        return send(request(service, path).POST(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(URI.create(urls.apply(service) + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token());
    }

    private synchronized String token() {
        if (tokenFrom.isBefore(Instant.now().minusSeconds(120))) {
            String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret;
            HttpRequest request = HttpRequest.newBuilder(URI.create(tokenEndpoint))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            HttpResponse<String> issued = Awaitility.await()
                    .atMost(TOKEN_MAX)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() -> send(request), answer -> answer.statusCode() == 200);
            token = read(issued).path("access_token").asText();
            tokenFrom = Instant.now();
        }
        return token;
    }

    private static JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
