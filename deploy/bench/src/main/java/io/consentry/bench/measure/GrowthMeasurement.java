package io.consentry.bench.measure;

import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.util.Locale;

/** Whether checks stay fast with ten times the contacts: two sittings on one state directory. */
public final class GrowthMeasurement implements Measurement {

    private static final double TARGET = 0.8;

    /** Opens a sitting with so many contacts. */
    @FunctionalInterface
    public interface Opening {
        Sitting open(long contacts, boolean fresh) throws Exception;
    }

    private final BenchSettings settings;
    private final Opening opening;

    public GrowthMeasurement(BenchSettings settings, Opening opening) {
        this.settings = settings;
        this.opening = opening;
    }

    @Override
    public void run(Report report) throws Exception {
        double few = measure(report, settings.contacts(), settings.fresh());
        double many = measure(report, settings.contactsGrown(), false);
        report.add(Figure.atLeast(
                "rate with the more contacts",
                String.format(Locale.ROOT, "%,.0f/s", many),
                many,
                few,
                "of the rate with the fewer",
                TARGET));
    }

    private double measure(Report report, long contacts, boolean fresh) throws Exception {
        try (Sitting sitting = opening.open(contacts, fresh)) {
            if (sitting.loader().present() > contacts) {
                report.note(
                        "the state directory holds more contacts already: -Dbench.fresh=true, or another -Dbench.dir");
            }
            CheckMeasurement check = new CheckMeasurement(sitting);
            check.run(Bracket.CONNECTIONS, settings.firstWarmUp());
            Bracketed<LoadResult> bracketed =
                    Bracket.around(sitting, Bracket.CONNECTIONS, warmUp -> check.run(Bracket.CONNECTIONS, warmUp));
            LoadSummary summary = LoadSummary.of(bracketed.runs());
            report.add(Figure.of(
                    String.format(Locale.ROOT, "check, 64 connections, %,d contacts", contacts),
                    summary.toString(),
                    summary.rate(),
                    bracketed.nothing().rate(),
                    "F"));
            Refusals.note(report, summary);
            return summary.rate();
        }
    }
}
