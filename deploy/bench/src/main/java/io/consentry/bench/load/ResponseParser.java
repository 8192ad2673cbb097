package io.consentry.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads HTTP/1.1 answers, in whatever pieces they arrive, as far as status, length and chunks. */
public final class ResponseParser {

    private static final int LINE_LENGTH_MAX = 16_384;
    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");

    private enum State {
        STATUS_LINE,
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final BodySink sink;
    private final byte[] line = new byte[LINE_LENGTH_MAX];
    private int lineLength;
    private State state = State.STATUS_LINE;
    private int status;
    private long remaining;
    private boolean chunked;

    public ResponseParser(BodySink sink) {
        this.sink = sink;
    }

    /**
     * Takes bytes up to the end of the answer that is being read; after that the next call begins the next answer.
     *
     * @return whether the answer is complete
     * @throws IllegalStateException when it is no answer that this client understands
     */
    public boolean feed(ByteBuffer bytes) {
        if (state == State.DONE) {
            begin();
        }
        while (state != State.DONE && bytes.hasRemaining()) {
            if (state == State.BODY || state == State.CHUNK) {
                takeBody(bytes);
            } else if (completesLine(bytes)) {
                takeLine();
                lineLength = 0;
            }
        }
        return state == State.DONE;
    }

    private void begin() {
        state = State.STATUS_LINE;
        status = 0;
        remaining = 0;
        chunked = false;
    }

    private void takeBody(ByteBuffer bytes) {
        int length = (int) Math.min(remaining, bytes.remaining());
        sink.body(bytes, bytes.position(), bytes.position() + length);
        bytes.position(bytes.position() + length);
        remaining -= length;
        if (remaining == 0) {
            state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
    }

    private boolean completesLine(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                if (lineLength > 0 && line[lineLength - 1] == '\r') {
                    lineLength--;
                }
                return true;
            }
            if (lineLength == LINE_LENGTH_MAX) {
                throw new IllegalStateException("a line of an answer is longer than " + LINE_LENGTH_MAX + " bytes");
            }
            line[lineLength++] = next;
        }
        return false;
    }

    private void takeLine() {
        switch (state) {
            case STATUS_LINE -> takeStatus();
            case HEADER -> takeHeader();
            case CHUNK_SIZE -> takeChunkSize();
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> state = lineLength == 0 ? State.DONE : State.TRAILER;
            case BODY, CHUNK, DONE -> throw new IllegalStateException("no line is expected: " + state);
        }
    }

    private void takeStatus() {
        if (lineLength < 12 || line[0] != 'H' || line[8] != ' ') {
            throw new IllegalStateException("no status line: " + text());
        }
        status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
        state = State.HEADER;
    }

    private void takeHeader() {
        if (lineLength == 0) {
            endHeaders();
        } else if (begins(CONTENT_LENGTH)) {
            remaining = number(CONTENT_LENGTH.length, 10);
        } else if (begins(TRANSFER_ENCODING)) {
            chunked = true;
        }
    }

    private void endHeaders() {
        if (status < 200) {
            // 100 Continue and its like: the answer itself follows.
            begin();
        } else if (chunked) {
            state = State.CHUNK_SIZE;
        } else {
            state = remaining == 0 ? State.DONE : State.BODY;
        }
    }

    private void takeChunkSize() {
        remaining = number(0, 16);
        state = remaining == 0 ? State.TRAILER : State.CHUNK;
    }

    private boolean begins(byte[] name) {
        if (lineLength < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            byte actual = line[i];
            if ((actual >= 'A' && actual <= 'Z' ? actual + 32 : actual) != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number at an index of the line, after spaces and up to anything that is no digit. */
    private long number(int from, int radix) {
        int index = from;
        while (index < lineLength && line[index] == ' ') {
            index++;
        }
        long value = 0;
        int first = index;
        for (; index < lineLength && Character.digit(line[index], radix) >= 0; index++) {
            value = value * radix + Character.digit(line[index], radix);
        }
        if (index == first || value > Integer.MAX_VALUE) {
            throw new IllegalStateException("no length: " + text());
        }
        return value;
    }

    private String text() {
        return new String(line, 0, Math.min(lineLength, 80), StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Of the answer that is complete, or being read; 0 before its first line. */
    public int status() {
        return status;
    }
}
