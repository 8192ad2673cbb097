package io.consentry.bench.measure;

import io.consentry.bench.platform.ProcessFacts;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Resident memory of the services: as they are, and after a load of checks. */
public final class MemoryMeasurement implements Measurement {

    private final Sitting sitting;

    public MemoryMeasurement(Sitting sitting) {
        this.sitting = sitting;
    }

    @Override
    public void run(Report report) throws Exception {
        for (String service : List.of("consent", "preference", "suppression")) {
            report.add(Figure.of(service + "-service, as it is", text(service)));
        }
        new CheckMeasurement(sitting)
                .run(Bracket.CONNECTIONS, sitting.settings().firstWarmUp());
        report.add(Figure.of("consent-service, after checks with 64 connections", text("consent")));
    }

    private String text(String service) throws IOException {
        ProcessFacts process = sitting.platform().process(service);
        return String.format(
                Locale.ROOT, "%d MiB, at most %d MiB", process.memoryMebibytes(), process.memoryMebibytesMax());
    }
}
