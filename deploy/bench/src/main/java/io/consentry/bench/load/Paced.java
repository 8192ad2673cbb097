package io.consentry.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Sends requests at a steady rate, whether or not earlier ones have been answered; who listens gets every answer with its time. */
public final class Paced {

    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 64;

    /** Gets the answers. */
    @FunctionalInterface
    public interface Listener {

        /** @param at when the answer was complete, by {@link System#nanoTime()} */
        void answered(int status, String body, long at);
    }

    private final Listener listener;
    private final Deque<Exchange> idle = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private long answered;
    private long lastAnswer;

    private Paced(Listener listener) {
        this.listener = listener;
    }

    /**
     * Sends so many requests on the calling thread, at most 64 at a time.
     *
     * @param rate a second
     */
    public static LoadResult run(
            int port, Template template, LongSupplier numbers, int rate, long count, Listener listener)
            throws IOException {
        try (Connections connections = new Connections(CONNECTIONS, port, template, true)) {
            return new Paced(listener).run(connections, numbers, 1_000_000_000L / rate, count);
        }
    }

    private LoadResult run(Connections connections, LongSupplier numbers, long interval, long count)
            throws IOException {
        idle.addAll(connections.all());
        long begin = System.nanoTime();
        lastAnswer = begin;
        long sent = 0;
        while (answered < count) {
            long due = begin + sent * interval;
            while (sent < count && System.nanoTime() >= due && !idle.isEmpty()) {
                idle.pop().send(numbers);
                sent++;
                due = begin + sent * interval;
            }
            connections.await(Math.max(1, (due - System.nanoTime()) / 1_000_000), this::answered);
            if (System.nanoTime() - lastAnswer > SILENCE_MAX.toNanos()) {
                throw new IOException("no answer for " + SILENCE_MAX);
            }
        }
        return tally.result(lastAnswer - begin, 0);
    }

    private void answered(Exchange exchange) {
        lastAnswer = System.nanoTime();
        answered++;
        idle.push(exchange);
        if (exchange.status() >= 300) {
            tally.refused(exchange.status(), exchange.body());
        } else {
            tally.good(lastAnswer - exchange.startedAt());
        }
        listener.answered(exchange.status(), exchange.body(), lastAnswer);
    }
}
