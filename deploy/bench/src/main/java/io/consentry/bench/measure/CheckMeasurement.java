package io.consentry.bench.measure;

import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.load.LoadPlan;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.load.Numbers;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One check in a request. */
public final class CheckMeasurement implements Measurement {

    private static final double P99_RATIO_MAX = 4;
    private static final double SELECT_RATIO_MIN = 0.7;

    private final Sitting sitting;

    public CheckMeasurement(Sitting sitting) {
        this.sitting = sitting;
    }

    @Override
    public void run(Report report) throws Exception {
        Probe.requireConsented(sitting);
        run(Bracket.CONNECTIONS, sitting.settings().firstWarmUp());
        SelectReference select = new SelectReference(sitting);
        for (int connections : List.of(1, 16, 64)) {
            Bracketed<LoadResult> bracketed = Bracket.around(sitting, connections, warmUp -> run(connections, warmUp));
            LoadSummary check = LoadSummary.of(bracketed.runs());
            reportRate(report, connections, check, bracketed);
            reportSelect(report, connections, check, select.run(connections));
            Refusals.note(report, check);
        }
        Probe.requireConsented(sitting);
    }

    LoadResult run(int connections, Duration warmUp) throws IOException {
        return ClosedLoop.run(LoadPlan.lasting(
                sitting.platform().description().port("consent"),
                connections,
                CheckBody.request(sitting, 1),
                Numbers.below(sitting.recipients()),
                warmUp,
                sitting.settings().measured()));
    }

    private static void reportRate(Report report, int connections, LoadSummary check, Bracketed<LoadResult> bracketed) {
        String what = "check, " + connections + " connections";
        String measured = check.toString();
        LoadSummary nothing = bracketed.nothing();
        LoadSummary alike = bracketed.nothingAlike();
        if (connections == 1) {
            report.add(Figure.of(what, measured, check.rate(), nothing.rate(), "F"));
        } else {
            double target = connections == Bracket.CONNECTIONS ? 0.30 : 0.25;
            report.add(Figure.atLeast(what, measured, check.rate(), nothing.rate(), "F", target));
            report.add(Figure.atMost(
                    "  its p99",
                    String.format(Locale.ROOT, "%.2f ms", check.latency().p99()),
                    check.latency().p99(),
                    alike.latency().p99(),
                    "× F's p99",
                    P99_RATIO_MAX));
        }
        report.add(Figure.of(
                "  do nothing, " + connections + " connections", alike.toString(), alike.rate(), nothing.rate(), "F"));
    }

    private static void reportSelect(
            Report report, int connections, LoadSummary check, SelectReference.Selects selects) {
        String what = "  check to " + selects.tool();
        String measured = String.format(Locale.ROOT, "%,.0f/s to %,.0f/s", check.rate(), selects.rate());
        if (connections == 1) {
            report.add(Figure.of(what, measured, check.rate(), selects.rate(), "select"));
        } else {
            report.add(Figure.atLeast(what, measured, check.rate(), selects.rate(), "select", SELECT_RATIO_MIN));
        }
    }
}
