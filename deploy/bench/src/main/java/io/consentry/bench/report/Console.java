package io.consentry.bench.report;

import java.time.Duration;
import java.util.Locale;

/** The only place that prints. */
public final class Console {

    private final long started = System.nanoTime();

    /** What goes on, with the seconds since the start. */
    public void say(String line) {
        double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        System.out.println(String.format(Locale.ROOT, "[%6.1f s] %s", seconds, line));
    }

    /** What was found. */
    public void show(String text) {
        System.out.println(text);
    }
}
