package io.consentry.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.bench.load.StreamPlan;
import io.consentry.bench.load.StreamResult;
import io.consentry.bench.load.StreamingRequest;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A long list, sent as CSV: from its first byte until every row is applied, of people who are new and then of the same again. */
public final class ImportMeasurement implements Measurement {

    private static final double TARGET = 20_000;
    private static final int LINES_IN_BLOCK = 500;
    private static final long WARM_UP_ROWS = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TERMS = """
            {"sourceKind":"crm","source":"benchmark","basis":"consent","attestation":{"by":"b","statement":"s",\
            "noticeGivenBy":"n","noticeGivenAt":"2026-01-01T00:00:00Z"},"defaults":{"purpose":"offers","channel":"email",\
            "affirmativeAction":"ticked_box","wording":"Yes"}}""";

    /** Which list it is. */
    public enum Kind {
        SUPPRESSIONS(
                "suppression",
                "/v1/suppressions/import",
                "/v1/suppressions/imports/",
                "email\n",
                "PREFIX-########@bench.example\n",
                1),
        CONSENTS(
                "consent",
                "/v1/imports",
                "/v1/imports/",
                "email,externalId,action,occurredAt\n",
                "PREFIX-########@bench.example,PREFIX-########,grant,2026-02-01T08:00:00Z\n",
                2);

        private final String service;
        private final String path;
        private final String job;
        private final String header;
        private final String line;
        private final int slots;

        Kind(String service, String path, String job, String header, String line, int slots) {
            this.service = service;
            this.path = path;
            this.job = job;
            this.header = header;
            this.line = line;
            this.slots = slots;
        }
    }

    private final Sitting sitting;
    private final Kind kind;
    private final Settling settling;
    private final HttpClient http = HttpClient.newHttpClient();

    public ImportMeasurement(Sitting sitting, Kind kind) {
        this.sitting = sitting;
        this.kind = kind;
        this.settling = new Settling(sitting);
    }

    @Override
    public void run(Report report) throws Exception {
        String unique = Long.toString(System.currentTimeMillis(), 36);
        long rows = sitting.settings().importRows();
        run("warm" + unique, Math.min(WARM_UP_ROWS, rows));
        for (String what : new String[] {"new people", "the same again"}) {
            Done done = run("list" + unique, rows);
            String name = String.format(
                    Locale.ROOT, "import of %,d %s, %s", rows, kind.name().toLowerCase(Locale.ROOT), what);
            report.add(Figure.perSecond(name, rows / done.seconds(), "rows", TARGET));
            report.add(Figure.of(
                    "  of that, receiving the list", String.format(Locale.ROOT, "%.1f s", done.receivedSeconds())));
            report.add(Figure.of(
                    "  memory of " + kind.service + "-service",
                    sitting.platform().process(kind.service).memoryMebibytes() + " MiB"));
        }
    }

    private record Done(double receivedSeconds, double seconds) {}

    /** What the list led to is over before anything else is measured. */
    private Done run(String prefix, long rows) throws Exception {
        StreamResult received = StreamingRequest.run(plan(prefix, rows), numbers());
        Matcher id = ID.matcher(received.beginning());
        if (received.status() != 202 || !id.find()) {
            throw new IOException("answered " + received.status() + " " + received.beginning());
        }
        long from = System.nanoTime();
        while (!state(id.group(1)).equals("done")) {
            if (System.nanoTime() - from > LIMIT.toNanos()) {
                throw new IOException("the import is not done after " + LIMIT);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        double seconds = received.seconds() + (System.nanoTime() - from) / 1e9;
        settling.await();
        return new Done(received.seconds(), seconds);
    }

    private StreamPlan plan(String prefix, long rows) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/csv");
        headers.put("Authorization", "Bearer " + sitting.platform().tokens().of("backoffice"));
        headers.put("Import-Terms", TERMS);
        return new StreamPlan(
                sitting.platform().description().port(kind.service),
                kind.path,
                headers,
                kind.header,
                kind.line.replace("PREFIX", prefix).repeat(LINES_IN_BLOCK),
                LINES_IN_BLOCK,
                Math.max(1, rows / LINES_IN_BLOCK));
    }

    /** All slots of a line have its number. */
    private LongSupplier numbers() {
        return new LongSupplier() {
            private long next;

            @Override
            public long getAsLong() {
                return next++ / kind.slots;
            }
        };
    }

    private String state(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + sitting.platform().description().port(kind.service) + kind.job + id))
                .header("Authorization", "Bearer " + sitting.platform().tokens().of("backoffice"))
                .build();
        JsonNode job = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (job.path("state").asText().equals("failed")) {
            throw new IOException("the import failed: " + job);
        }
        return job.path("state").asText();
    }
}
