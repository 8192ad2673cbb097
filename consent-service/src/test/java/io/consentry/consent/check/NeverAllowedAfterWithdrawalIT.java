package io.consentry.consent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * 16 clients, 9,008 random histories of grants, withdrawals and checks: an acknowledged withdrawal is never followed by an allow. Those
 * by one click and on the page are in the end-to-end tests, 1,000 histories more.
 */
@QuarkusTest
class NeverAllowedAfterWithdrawalIT extends WithServers {

    private static final int CLIENTS = 16;
    private static final int HISTORIES_EACH = 563;
    private static final int STEPS_MAX = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "";

    @Test
    void acknowledgedWithdrawalIsNeverFollowedByAnAllow() throws Exception {
        token = issuer.token(acme.tenant(), "hammer", "consent:write", "consent:check");
        long seed = Long.getLong("history.seed", System.nanoTime());
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<String>>> work = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                work.add(() -> histories(new Random(seed + number), number));
            }
            List<String> violations = new ArrayList<>();
            for (Future<List<String>> done : clients.invokeAll(work)) {
                violations.addAll(done.get());
            }
            assertThat(violations).as("seed %d", seed).isEmpty();
        } finally {
            clients.shutdownNow();
        }
    }

    private List<String> histories(Random random, int client) throws IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        for (int person = 0; person < HISTORIES_EACH; person++) {
            String email = "c" + client + "p" + person + "@example.org";
            boolean granted = false;
            for (int step = random.nextInt(STEPS_MAX); step < STEPS_MAX; step++) {
                String action = random.nextBoolean() ? "grant" : "withdraw";
                HttpResponse<String> recorded = post("/v1/consents", ConsentApi.decision(email, action));
                assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
                granted = action.equals("grant");
            }
            HttpResponse<String> checked = post("/v1/check", ConsentApi.question(email));
            if (checked.statusCode() != 200 || checked.body().contains("\"decision\":\"allow\"") != granted) {
                violations.add("client %d, person %d: %s".formatted(client, person, checked.body()));
            }
        }
        return violations;
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(acme.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
