package io.consentry.bench.measure;

import io.consentry.bench.contacts.Recipients;
import io.consentry.bench.load.HttpConnection;
import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.load.Median;
import io.consentry.bench.load.StreamPlan;
import io.consentry.bench.load.StreamResult;
import io.consentry.bench.load.StreamingRequest;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A whole campaign's list in one request, as lines of JSON and as CSV. */
public final class StreamMeasurement implements Measurement {

    private static final String PATH = "/v1/check/stream?channel=email&purpose=offers&messageClass=marketing";
    private static final int LINES_IN_BLOCK = 500;
    private static final long WARM_UP_ROWS = 200_000;
    private static final double TARGET = 1.2;

    private enum Format {
        NDJSON(
                "application/x-ndjson",
                "",
                "{\"ref\":\"########\",\"recipient\":{\"email\":\"" + Recipients.SLOT
                        + "\"},\"channel\":\"email\",\"purpose\":\"offers\",\"messageClass\":\"marketing\"}\n"),
        CSV("text/csv", "ref,channel,purpose,email\n", "########,email,offers," + Recipients.SLOT + "\n");

        private final String mediaType;
        private final String preamble;
        private final String line;

        Format(String mediaType, String preamble, String line) {
            this.mediaType = mediaType;
            this.preamble = preamble;
            this.line = line;
        }
    }

    private final Sitting sitting;

    public StreamMeasurement(Sitting sitting) {
        this.sitting = sitting;
    }

    @Override
    public void run(Report report) throws Exception {
        Probe.requireConsented(sitting);
        double ndjson = measure(report, Format.NDJSON, 0);
        if (ndjson > 0) {
            measure(report, Format.CSV, ndjson);
        }
    }

    /** Gives the rate; 0 when there is nothing to measure. */
    private double measure(Report report, Format format, double ndjson) throws Exception {
        HttpConnection.Answer one = ask(format);
        if (one.status() != 200) {
            report.add(Figure.of(
                    format + " stream", one.status() == 404 ? "not there" : one.status() + " " + oneLine(one.body())));
            return 0;
        }
        run(format, Math.min(WARM_UP_ROWS, sitting.settings().rows()));
        Bracketed<StreamResult> bracketed = Bracket.around(
                sitting,
                Bracket.CONNECTIONS,
                warmUp -> run(format, sitting.settings().rows()));
        List<StreamResult> runs = bracketed.runs();
        double rate = Median.of(runs.stream().mapToDouble(StreamResult::rate).toArray());
        report(report, format, rate, runs.get(0), bracketed.nothing());
        if (format == Format.CSV) {
            report.add(Figure.atLeast("  CSV to NDJSON", rate(rate), rate, ndjson, "NDJSON", 1.0));
        }
        return rate;
    }

    private void report(Report report, Format format, double rate, StreamResult first, LoadSummary nothing)
            throws IOException {
        String what = String.format(
                Locale.ROOT, "%s stream of %,d", format, sitting.settings().rows());
        report.add(Figure.atLeast(what, rate(rate), rate, nothing.rate(), "F", TARGET));
        report.add(Figure.of(
                "  its first line",
                String.format(
                        Locale.ROOT,
                        "%.1f ms, %,d lines sent by then",
                        first.firstRowMillis(),
                        first.rowsSentByThen())));
        report.add(Figure.of(
                "  memory of consent-service",
                sitting.platform().process("consent").memoryMebibytes() + " MiB"));
        long expected = blocks(sitting.settings().rows()) * LINES_IN_BLOCK + (format == Format.CSV ? 1 : 0);
        if (first.rows() != expected) {
            report.note(String.format(
                    Locale.ROOT, "%,d lines came back, not %,d: %s", first.rows(), expected, describe(first)));
        }
        if (first.beginning().contains("deny")) {
            report.note("people who have consented were denied: " + describe(first));
        }
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%,.0f rows/s", rate);
    }

    private static String describe(StreamResult result) {
        return result.status() + " " + oneLine(result.beginning());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** One line, before a million: a server that knows no such address may break the connection off. */
    private HttpConnection.Answer ask(Format format) throws IOException {
        String line = format.line.replace('#', '0');
        try (HttpConnection connection =
                HttpConnection.open(sitting.platform().description().port("consent"))) {
            return connection.post(PATH, headers(format), format.preamble + line);
        }
    }

    private Map<String, String> headers(Format format) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(
                HttpConnection.jsonHeaders(sitting.platform().tokens().of("campaigns")));
        headers.put("Content-Type", format.mediaType);
        headers.put("Accept", format.mediaType);
        return headers;
    }

    private StreamResult run(Format format, long rows) throws IOException {
        StreamPlan plan = new StreamPlan(
                sitting.platform().description().port("consent"),
                PATH,
                headers(format),
                format.preamble,
                format.line.repeat(LINES_IN_BLOCK),
                LINES_IN_BLOCK,
                blocks(rows));
        return StreamingRequest.run(plan, new ListNumbers(sitting.recipients()));
    }

    private static long blocks(long rows) {
        return (rows + LINES_IN_BLOCK - 1) / LINES_IN_BLOCK;
    }
}
