package io.consentry.bench.load;

/**
 * What one streaming request gave.
 *
 * @param status the answer's
 * @param rows lines of the answer
 * @param seconds from the first byte sent to the last one read
 * @param firstRowMillis when the first line of the answer had come
 * @param rowsSentByThen how many lines had been sent when it came
 * @param beginning of the answer, for people
 */
public record StreamResult(
        int status, long rows, double seconds, double firstRowMillis, long rowsSentByThen, String beginning) {

    /** Lines of the answer in a second. */
    public double rate() {
        return seconds == 0 ? 0 : rows / seconds;
    }
}
