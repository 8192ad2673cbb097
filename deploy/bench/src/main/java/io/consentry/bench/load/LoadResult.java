package io.consentry.bench.load;

/**
 * What one run gave.
 *
 * @param answers good ones, status 2xx
 * @param seconds how long it took
 * @param latency of good answers, from the first byte sent to the last one read
 * @param refused answers with any other status
 * @param firstRefusal the first of them, for people
 * @param clientMicros what an answer cost the load generator, in microseconds of processor time
 */
public record LoadResult(
        long answers, double seconds, Latency latency, long refused, String firstRefusal, double clientMicros) {

    /** Good answers in a second. */
    public double rate() {
        return seconds == 0 ? 0 : answers / seconds;
    }
}
