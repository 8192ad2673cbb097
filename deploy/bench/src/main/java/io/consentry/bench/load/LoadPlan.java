package io.consentry.bench.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bounded run against a port of 127.0.0.1.
 *
 * @param connections each with one request in flight
 * @param numbers what goes into the template's slots
 * @param warmUp what is sent before the clock starts and does not count
 * @param measured when no further request is sent
 * @param requestsMax when no further request is sent either
 */
public record LoadPlan(
        int port,
        int connections,
        Template template,
        LongSupplier numbers,
        Duration warmUp,
        Duration measured,
        long requestsMax) {

    private static final Duration MEASURED_MAX = Duration.ofMinutes(10);

    public LoadPlan {
        if (connections < 1 || connections > 1_000) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: 1 to 1,000)");
        }
        if (measured.isNegative() || measured.compareTo(MEASURED_MAX) > 0) {
            throw new IllegalArgumentException("measured: " + measured + " (expected: at most " + MEASURED_MAX + ")");
        }
    }

    /** As many as it can within a time. */
    public static LoadPlan lasting(
            int port, int connections, Template template, LongSupplier numbers, Duration warmUp, Duration measured) {
        return new LoadPlan(port, connections, template, numbers, warmUp, measured, Long.MAX_VALUE);
    }

    /** A number of requests as fast as it can. */
    public static LoadPlan counting(int port, int connections, Template template, LongSupplier numbers, long requests) {
        return new LoadPlan(port, connections, template, numbers, Duration.ZERO, MEASURED_MAX, requests);
    }
}
