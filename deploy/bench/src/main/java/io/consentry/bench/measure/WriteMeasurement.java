package io.consentry.bench.measure;

import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.load.LoadPlan;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One consent of somebody new in a request. */
public final class WriteMeasurement implements Measurement {

    private static final double P99_MILLIS_MAX = 30;

    private final Sitting sitting;
    private final NewcomerRequests newcomers;
    private final Settling settling;

    public WriteMeasurement(Sitting sitting) {
        this.sitting = sitting;
        this.newcomers = new NewcomerRequests(sitting);
        this.settling = new Settling(sitting);
    }

    @Override
    public void run(Report report) throws Exception {
        run(Bracket.CONNECTIONS, sitting.settings().firstWarmUp());
        for (int connections : List.of(1, 16, 64)) {
            Bracketed<LoadResult> bracketed = Bracket.around(sitting, connections, warmUp -> run(connections, warmUp));
            LoadSummary writes = LoadSummary.of(bracketed.runs());
            report(report, connections, writes, bracketed.nothing().rate());
            Refusals.note(report, writes);
        }
    }

    private static void report(Report report, int connections, LoadSummary writes, double nothing) {
        String what = "consent writes, " + connections + " connections";
        String measured = String.format(Locale.ROOT, "%s", writes);
        if (connections == 1) {
            report.add(Figure.of(what, measured, writes.rate(), nothing, "F"));
            return;
        }
        double target = connections == Bracket.CONNECTIONS ? 0.20 : 0.10;
        report.add(Figure.atLeast(what, measured, writes.rate(), nothing, "F", target));
        if (connections == Bracket.CONNECTIONS) {
            report.add(Figure.under("  its p99", writes.latency().p99(), P99_MILLIS_MAX));
        }
    }

    /** What the writes led to is over before anything else is measured. */
    private LoadResult run(int connections, Duration warmUp) throws Exception {
        LoadResult result = ClosedLoop.run(LoadPlan.lasting(
                sitting.platform().description().port("consent"),
                connections,
                newcomers.template(),
                newcomers.numbers(),
                warmUp,
                sitting.settings().measured()));
        settling.await();
        return result;
    }
}
