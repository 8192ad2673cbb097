package io.consentry.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Every connection sends its next request when it has the answer to the last one: the most that so many callers get. */
public final class ClosedLoop {

    private static final long POLL_MILLIS = 100;
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LoadPlan plan;
    private final Tally tally = new Tally();
    private final long warmUntil;
    private long measuredFrom;
    private long processorFrom;
    private long until;
    private long sent;
    private long lastAnswer;
    private int inFlight;
    private boolean measuring;

    private ClosedLoop(LoadPlan plan) {
        this.plan = plan;
        this.lastAnswer = System.nanoTime();
        this.warmUntil = lastAnswer + plan.warmUp().toNanos();
        this.until = warmUntil + plan.measured().toNanos();
    }

    /** Runs a plan on the calling thread. */
    public static LoadResult run(LoadPlan plan) throws IOException {
        try (Connections connections = new Connections(plan.connections(), plan.port(), plan.template(), false)) {
            return new ClosedLoop(plan).run(connections);
        }
    }

    private LoadResult run(Connections connections) throws IOException {
        measureFromNowOn(lastAnswer, plan.warmUp().isZero());
        for (Exchange exchange : connections.all()) {
            if (sent < plan.requestsMax()) {
                inFlight++;
                send(exchange);
            }
        }
        while (inFlight > 0) {
            connections.await(POLL_MILLIS, this::answered);
            if (System.nanoTime() - lastAnswer > SILENCE_MAX.toNanos()) {
                throw new IOException("no answer for " + SILENCE_MAX);
            }
        }
        long end = sent == plan.requestsMax() ? lastAnswer : until;
        return tally.result(end - measuredFrom, THREADS.getCurrentThreadCpuTime() - processorFrom);
    }

    private void measureFromNowOn(long now, boolean warm) {
        measuring = warm;
        measuredFrom = now;
        processorFrom = THREADS.getCurrentThreadCpuTime();
    }

    private void send(Exchange exchange) throws IOException {
        sent++;
        exchange.send(plan.numbers());
    }

    private void answered(Exchange exchange) {
        long now = System.nanoTime();
        lastAnswer = now;
        if (measuring) {
            count(exchange, now);
        } else if (now >= warmUntil) {
            measureFromNowOn(now, true);
            until = now + plan.measured().toNanos();
        }
        if (now >= until || sent >= plan.requestsMax()) {
            inFlight--;
            return;
        }
        try {
            send(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What arrives after the end does not count: the others no longer send, so it came faster than it would have. */
    private void count(Exchange exchange, long now) {
        if (exchange.status() >= 300) {
            tally.refused(exchange.status(), exchange.body());
        } else if (now < until) {
            tally.good(now - exchange.startedAt());
        }
    }
}
