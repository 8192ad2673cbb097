package io.consentry.suppression.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.contract.TenantId;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.Ledger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * How long a long list takes, to be run by name: {@code -Dit.test=ImportBenchmark -Dimport.rows=1000000}. Everything is on one machine:
 * sender, service, PostgreSQL with fsync, and Kafka, to which the relay publishes every entry meanwhile.
 */
@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class ImportBenchmark {

    private static final int ROWS = Integer.getInteger("import.rows", 1_000_000);

    @Inject
    Ledger ledger;

    private TestIssuer issuer = TestIssuer.running();

    @Test
    void importsALongList() throws Exception {
        TenantId tenant = ledger.newTenant(12);
        Path list = Files.createTempFile("list", ".csv");
        try {
            write(list);
            measure(tenant, list, "first import");
            measure(tenant, list, "the same again");
        } finally {
            Files.delete(list);
        }
    }

    private void measure(TenantId tenant, Path list, String what) throws Exception {
        long startNanos = System.nanoTime();
        JsonNode accepted = new ObjectMapper().readTree(send(tenant, list));
        double sentSeconds = seconds(startNanos);
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(state(tenant, accepted.get("id").asText())
                                .path("state")
                                .asText())
                        .isEqualTo("done"));
        double allSeconds = seconds(startNanos);
        JsonNode done = state(tenant, accepted.get("id").asText());
        System.out.printf(
                Locale.ROOT,
                "%s: %,d rows, accepted after %.1f s, done after %.1f s (%,.0f rows/s); the job alone %s rows/s; %s added, %s there; heap %d MB%n",
                what,
                ROWS,
                sentSeconds,
                allSeconds,
                ROWS / allSeconds,
                done.path("rowsPerSecond"),
                done.path("added"),
                done.path("alreadyThere"),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        assertThat(done.path("read").asInt()).isEqualTo(ROWS);
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static void write(Path list) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            out.write("email,phone\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(
                        i % 2 == 0
                                ? "person" + i + "@example.org,\n"
                                : String.format(Locale.ROOT, ",+2782%07d\n", i % 10_000_000));
            }
        }
    }

    private String send(TenantId tenant, Path list) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/suppressions/import"))
                .header("Authorization", "Bearer " + issuer.token(tenant.value(), "backoffice", "suppression:write"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(list))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(202);
        return response.body();
    }

    private JsonNode state(TenantId tenant, String id) throws Exception {
        return new ObjectMapper()
                .readTree(given().auth()
                        .oauth2(issuer.token(tenant.value(), "backoffice", "suppression:read"))
                        .get("/v1/suppressions/imports/" + id)
                        .asString());
    }
}
