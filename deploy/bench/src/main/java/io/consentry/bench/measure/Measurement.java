package io.consentry.bench.measure;

import io.consentry.bench.report.Report;

/** Something that is measured while the platform runs. */
@FunctionalInterface
public interface Measurement {

    /** Measures, and reports. */
    void run(Report report) throws Exception;
}
