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

/** A hundred checks in a request. */
public final class BatchMeasurement implements Measurement {

    private static final int CHECKS = 100;
    private static final double TARGET = 1.0;

    private final Sitting sitting;

    public BatchMeasurement(Sitting sitting) {
        this.sitting = sitting;
    }

    @Override
    public void run(Report report) throws Exception {
        Probe.requireConsented(sitting);
        run(Bracket.CONNECTIONS, sitting.settings().firstWarmUp());
        for (int connections : List.of(1, 16, 64)) {
            Bracketed<LoadResult> bracketed = Bracket.around(sitting, connections, warmUp -> run(connections, warmUp));
            LoadSummary batch = LoadSummary.of(bracketed.runs());
            double decisions = batch.rate() * CHECKS;
            String what = "batch of " + CHECKS + ", " + connections + " connections";
            String measured = String.format(Locale.ROOT, "%,.0f decisions/s, %s", decisions, batch.latency());
            double nothing = bracketed.nothing().rate();
            report.add(
                    connections == Bracket.CONNECTIONS
                            ? Figure.atLeast(what, measured, decisions, nothing, "F", TARGET)
                            : Figure.of(what, measured, decisions, nothing, "F"));
            Refusals.note(report, batch);
        }
    }

    private LoadResult run(int connections, Duration warmUp) throws IOException {
        return ClosedLoop.run(LoadPlan.lasting(
                sitting.platform().description().port("consent"),
                connections,
                CheckBody.request(sitting, CHECKS),
                Numbers.below(sitting.recipients()),
                warmUp,
                sitting.settings().measured()));
    }
}
