package io.consentry.kit.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as they come: waits for the first, then takes those that are there already, up to a bound. A line that is too long is
 * read past and given as {@link #TOO_LONG}, so that no line of a client's can use up memory.
 */
public final class LineReader {

    /** Stands for a line of more than {@value #LINE_BYTES_MAX} bytes. */
    public static final String TOO_LONG = "\0too long";

    private static final int LINE_BYTES_MAX = 16_384;

    private final InputStream in;
    private final byte[] buffer = new byte[65_536];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private int position;
    private int limit;
    private boolean tooLong;
    private boolean ended;

    /** Reads this stream to its end; whoever opened it closes it. */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /** The next lines, at least one; empty at the end of the stream. Waits only while there is none. */
    public List<String> next(int linesMax) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < linesMax && (lines.isEmpty() || position < limit || in.available() > 0)) {
            @Nullable String one = readLine();
            if (one == null) {
                return lines;
            }
            lines.add(one);
        }
        return lines;
    }

    /** Whether a whole line has been read already, so that {@link #next} will not wait. */
    public boolean isNextThere() {
        return position < limit && indexOfLineEnd() < limit;
    }

    private @Nullable String readLine() throws IOException {
        while (true) {
            if (position == limit && !fill()) {
                return ended();
            }
            int end = indexOfLineEnd();
            take(end);
            if (end < limit) {
                position = end + 1;
                return taken();
            }
            position = limit;
        }
    }

    private boolean fill() throws IOException {
        limit = ended ? -1 : in.read(buffer, 0, buffer.length);
        position = 0;
        if (limit < 0) {
            ended = true;
            limit = 0;
        }
        return limit > 0;
    }

    private int indexOfLineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void take(int end) {
        if (line.size() + end - position > LINE_BYTES_MAX) {
            tooLong = true;
            line.reset();
        }
        if (!tooLong) {
            line.write(buffer, position, end - position);
        }
    }

    private String taken() {
        String text = tooLong ? TOO_LONG : line.toString(StandardCharsets.UTF_8);
        line.reset();
        tooLong = false;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** A last line without a line end. */
    private @Nullable String ended() {
        return line.size() == 0 && !tooLong ? null : taken();
    }
}
