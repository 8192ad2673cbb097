package io.consentry.consent.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a list is recorded, on this machine, with the servers on it. Runs only when it is named:
 * {@code ./mvnw -pl consent-service -am verify -Dtest=none -Dit.test=ImportBenchmark -Dimport.rows=1000000
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
@QuarkusTest
class ImportBenchmark extends WithServers {

    private static final int ROWS = Integer.getInteger("import.rows", 100_000);

    @Test
    void aListOfNewPeople(@TempDir Path folder) {
        Path list = list(folder);
        report("first time", send(list));
        report("again", send(list));
    }

    private static Path list(Path folder) {
        Path file = folder.resolve("list.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("email,externalId,action,occurredAt\n");
            for (int i = 0; i < ROWS; i++) {
                String action = i % 10 == 0 ? "withdraw" : "grant";
                out.write("person" + i + "@example.org,crm-" + i + "," + action + ",2026-02-01T08:00:00Z\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private JsonPath send(Path list) {
        long started = System.nanoTime();
        String id = acme.request()
                .contentType("text/csv")
                .header("Import-Terms", """
                        {"sourceKind":"crm","source":"benchmark","basis":"consent","attestation":{"by":"b","statement":"s",\
                        "noticeGivenBy":"n","noticeGivenAt":"2026-01-01T00:00:00Z"},"defaults":{"purpose":"offers","channel":"email",\
                        "affirmativeAction":"ticked_box","wording":"Yes"}}""")
                .body(list.toFile())
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        System.out.printf(
                "taken in: %d ms%n",
                Duration.ofNanos(System.nanoTime() - started).toMillis());
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofMinutes(60))
                .until(() -> acme.request()
                        .get("/v1/imports/" + id)
                        .jsonPath()
                        .getString("state")
                        .equals("done"));
        return acme.request().get("/v1/imports/" + id).jsonPath();
    }

    private static void report(String what, JsonPath done) {
        assertThat(done.getInt("rowsDone")).isEqualTo(ROWS);
        System.gc();
        System.out.printf(
                "%s: %d rows, %d rows/s, heap %d MB, %s%n",
                what,
                ROWS,
                done.getLong("rowsPerSecond"),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                done.getMap("outcomes"));
    }
}
