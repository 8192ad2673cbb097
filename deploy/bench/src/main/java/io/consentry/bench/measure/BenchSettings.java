package io.consentry.bench.measure;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is measured, and where; {@code -Dbench.<name>}.
 *
 * @param repository the repository's root
 * @param directory the platform's state
 * @param fresh whether to empty it first
 * @param portBase the ports of all parts lie above it
 * @param contacts people with a consent on record
 * @param contactsGrown as many in the second half of {@code growth}
 * @param runs of each figure; their median counts
 * @param measured length of a run
 * @param warmUp before each run
 * @param firstWarmUp before the first run of its kind, for the compilers
 * @param rows lines of a stream
 * @param perSecond writes a second while propagation is measured
 * @param samples writes whose propagation is measured in a run
 * @param backlog events that the relay has to drain
 * @param importRows rows of an imported list; each imported twice
 */
public record BenchSettings(
        Path repository,
        Path directory,
        boolean fresh,
        int portBase,
        long contacts,
        long contactsGrown,
        int runs,
        Duration measured,
        Duration warmUp,
        Duration firstWarmUp,
        long rows,
        int perSecond,
        int samples,
        long backlog,
        long importRows) {

    /** Reads them; fails on a value out of range. */
    public static BenchSettings fromSystemProperties() {
        Path repository =
                Path.of(System.getProperty("repo.root", "")).toAbsolutePath().normalize();
        return new BenchSettings(
                repository,
                repository.resolve(System.getProperty("bench.dir", "deploy/bench/target/state")),
                Boolean.getBoolean("bench.fresh"),
                (int) number("portBase", 23_000, 1_024, 60_000),
                number("contacts", 1_000_000, 1, 10_000_000),
                number("contactsGrown", 10_000_000, 1, 10_000_000),
                (int) number("runs", 3, 1, 50),
                Duration.ofSeconds(number("seconds", 5, 1, 300)),
                Duration.ofSeconds(number("warmUp", 1, 0, 60)),
                Duration.ofSeconds(number("firstWarmUp", 15, 0, 300)),
                number("rows", 1_000_000, 1, 50_000_000),
                (int) number("perSecond", 200, 1, 10_000),
                (int) number("samples", 2_000, 1, 100_000),
                number("backlog", 1_000_000, 1, 10_000_000),
                number("importRows", 200_000, 500, 5_000_000));
    }

    private static long number(String name, long usual, long least, long most) {
        long value = Long.getLong("bench." + name, usual);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "bench." + name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
        return value;
    }
}
