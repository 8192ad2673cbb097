package io.consentry.local;

import java.time.Duration;
import java.util.Locale;

/** Lines on the console, each with the seconds since the start. */
final class Progress {
    private final long started = System.nanoTime();

    void say(String line) {
        double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        System.out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds, line));
    }
}
