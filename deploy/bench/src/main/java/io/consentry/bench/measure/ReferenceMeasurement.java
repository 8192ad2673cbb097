package io.consentry.bench.measure;

import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The references alone: what this machine can. */
public final class ReferenceMeasurement implements Measurement {

    private final Sitting sitting;

    public ReferenceMeasurement(Sitting sitting) {
        this.sitting = sitting;
    }

    @Override
    public void run(Report report) throws Exception {
        SelectReference select = new SelectReference(sitting);
        RedisGets redis = new RedisGets(sitting.settings());
        LoadSummary usual = nothing(Bracket.CONNECTIONS);
        for (int connections : List.of(1, 16, 64)) {
            LoadSummary nothing = connections == Bracket.CONNECTIONS ? usual : nothing(connections);
            String with = ", " + connections + " connections";
            report.add(Figure.of("do nothing" + with, nothing.toString(), nothing.rate(), usual.rate(), "F"));
            report.note(String.format(
                    Locale.ROOT,
                    "an answer costs the load generator %.1f µs of processor time",
                    nothing.clientMicros()));
            SelectReference.Selects selects = select.run(connections);
            report.add(Figure.of(selects.tool() + with, rate(selects.rate()), selects.rate(), usual.rate(), "F"));
            OptionalDouble gets = redis.rate(connections);
            report.add(
                    gets.isPresent()
                            ? Figure.of(
                                    "Redis GET" + with, rate(gets.getAsDouble()), gets.getAsDouble(), usual.rate(), "F")
                            : Figure.of("Redis GET" + with, "not installed"));
        }
    }

    private LoadSummary nothing(int connections) throws Exception {
        Nothing nothing = new Nothing(sitting);
        List<LoadResult> runs = new ArrayList<>();
        for (int i = 0; i < sitting.settings().runs(); i++) {
            runs.add(ClosedLoop.run(nothing.plan(connections, sitting.settings().warmUp())));
        }
        return LoadSummary.of(runs);
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }
}
