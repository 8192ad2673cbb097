package io.consentry.bench.measure;

import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.report.Report;
import java.util.Locale;

/** Answers that were not good ones do not count, and must not be passed over. */
final class Refusals {

    private Refusals() {}

    static void note(Report report, LoadSummary load) {
        if (load.refused() > 0) {
            report.note(String.format(
                    Locale.ROOT, "%,d requests were refused, the first with: %s", load.refused(), load.firstRefusal()));
        }
    }
}
