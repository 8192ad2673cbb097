package io.consentry.consent.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A whole audience in one request. */
@QuarkusTest
class CheckStreamIT extends WithServers {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String BY_DAY = "sendAt=" + ConsentApi.IN_CONTACT_HOURS;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void resultsComeInTheOrderOfTheLinesWithTheirRefs() throws Exception {
        acme.record("n7@example.org", "grant").statusCode(201);
        String body = IntStream.range(0, 2_500)
                .mapToObj(i -> "{\"ref\":\"r" + i + "\",\"recipient\":{\"email\":\"n" + i + "@example.org\"}}")
                .collect(Collectors.joining("\n"));

        List<String> lines = send("channel=email&purpose=offers&" + BY_DAY, NDJSON, body)
                .lines()
                .toList();

        assertThat(lines).hasSize(2_500);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode result = JSON.readTree(lines.get(i));
            assertThat(result.path("ref").asText()).isEqualTo("r" + i);
            assertThat(result.path("decision").asText()).isEqualTo(i == 7 ? "allow" : "deny");
        }
    }

    @Test
    void aStreamDecidesAsASingleCheckDoes() throws Exception {
        acme.record("thandi@example.org", "grant").statusCode(201);

        JsonNode streamed = JSON.readTree(send(
                BY_DAY,
                NDJSON,
                "{\"recipient\":{\"email\":\"thandi@example.org\"},\"channel\":\"email\",\"purpose\":\"offers\"}"));
        JsonNode single = JSON.readTree(
                        acme.check("thandi@example.org").extract().asString())
                .path("results")
                .path(0);

        for (String field : List.of("decision", "reasons", "basis", "consentEventId", "validUntil")) {
            assertThat(streamed.path(field)).as(field).isEqualTo(single.path(field));
        }
    }

    @Test
    void aBrokenLineIsAResultAndTheStreamGoesOn() throws Exception {
        acme.record("last@example.org", "grant").statusCode(201);
        String tooLong = "{\"ref\":\"" + "x".repeat(20_000) + "\"}";
        String body = String.join(
                "\n",
                "{\"recipient\":",
                "{\"ref\":\"b\",\"recipent\":{}}",
                "",
                "{\"ref\":\"c\",\"recipient\":{\"email\":\"a@example.org\"},\"channel\":\"pigeon\"}",
                tooLong,
                "{\"ref\":\"e\",\"recipient\":{\"email\":\"no address\"},\"channel\":\"email\",\"purpose\":\"offers\"}",
                "{\"ref\":\"f\",\"recipient\":{\"email\":\"last@example.org\"},\"channel\":\"email\",\"purpose\":\"offers\"}");

        List<String> lines = send(BY_DAY, NDJSON, body).lines().toList();

        assertThat(lines).hasSize(6);
        assertThat(lines.subList(0, 5)).allSatisfy(line -> assertThat(line).contains("\"deny\""));
        assertThat(lines.get(0)).contains("not-json");
        assertThat(lines.get(1)).contains("unknown-field");
        assertThat(lines.get(2)).contains("\"ref\":\"c\"", "unknown-value").doesNotContain("pigeon");
        assertThat(lines.get(3)).contains("too-long");
        assertThat(lines.get(4)).contains("ADDRESS_INVALID");
        assertThat(lines.get(5)).contains("\"ref\":\"f\"", "\"allow\"");
    }

    @Test
    void csvHasTheSameAnswers() throws Exception {
        acme.record("thandi@example.org", "grant").statusCode(201);
        String body = """
                ref,email,phone\r
                1,thandi@example.org,\r
                "a,b",nobody@example.org,\r
                3,thandi@example.org\r
                """;

        assertThat(send("channel=email&purpose=offers&" + BY_DAY, CSV, body).lines())
                .containsExactly(
                        "ref,decision,reasons,nextAllowedAt",
                        "1,allow,,",
                        "\"a,b\",deny,NO_CONSENT,",
                        ",deny,invalid columns,");
    }

    @Test
    void aLineIsAnsweredWhileTheRequestIsStillBeingSent() throws Exception {
        acme.record("thandi@example.org", "grant").statusCode(201);
        URI url = URI.create(acme.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream sender = socket.getOutputStream();
            BufferedReader results = new BufferedReader(
                    new InputStreamReader(new ChunkedBody(socket.getInputStream()), StandardCharsets.UTF_8));
            sender.write(head("Transfer-Encoding: chunked"));
            ask(sender, "thandi@example.org");
            assertThat(results.readLine()).contains("\"allow\"");
            acme.record("thandi@example.org", "withdraw").statusCode(201);

            ask(sender, "thandi@example.org");

            assertThat(results.readLine()).contains("\"deny\"");
        }
    }

    private byte[] head(String length) {
        return """
                POST /v1/check/stream?channel=email&purpose=offers&%s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-ndjson\r
                %s\r
                Authorization: Bearer %s\r
                \r
                """.formatted(BY_DAY, length, token()).getBytes(StandardCharsets.UTF_8);
    }

    private static void ask(OutputStream sender, String email) throws IOException {
        String line = "{\"recipient\":{\"email\":\"" + email + "\"}}\n";
        sender.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(StandardCharsets.UTF_8));
        sender.flush();
    }

    @Test
    void aStreamMayBeLongerThanAnyOtherBody() throws Exception {
        byte[] line = "{\"recipient\":{\"email\":\"someone-or-other@example.org\"}}\n".getBytes(StandardCharsets.UTF_8);
        int lines = 100_000;
        assertThat(line.length * lines).isGreaterThan(5_000_000);
        URI url = URI.create(acme.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream sender = new BufferedOutputStream(socket.getOutputStream(), 65_536);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    sender.write(head("Content-Length: " + line.length * lines));
                    for (int i = 0; i < lines; i++) {
                        sender.write(line);
                    }
                    sender.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            BufferedReader results = new BufferedReader(
                    new InputStreamReader(new ChunkedBody(socket.getInputStream()), StandardCharsets.UTF_8));

            for (int i = 0; i < lines; i++) {
                assertThat(results.readLine()).contains("\"deny\"");
            }
            sent.join();
        }
    }

    @Test
    void parametersOfTheStreamAreCheckedBeforeItBegins() throws Exception {
        HttpResponse<String> answer = client.send(
                request("consistency=rather", NDJSON)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("consistency.atLeast");
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String send(String query, String type, String body) throws Exception {
        HttpResponse<String> answer = client.send(
                request(query, type).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest.Builder request(String query, String type) {
        return HttpRequest.newBuilder(URI.create(acme.url() + "/v1/check/stream?" + query))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token());
    }

    private String token() {
        return issuer.token(acme.tenant(), "campaigns", "consent:check");
    }
}
