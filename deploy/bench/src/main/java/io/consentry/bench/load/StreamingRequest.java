package io.consentry.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One request of any length: a thread writes it while the caller reads the answer. */
public final class StreamingRequest {

    private static final int RECEIVE_BYTES = 262_144;
    private static final int BEGINNING_MAX = 300;

    private final StreamPlan plan;
    private final SocketChannel channel;
    private final StringBuilder beginning = new StringBuilder();
    private volatile long rowsSent;
    private volatile @Nullable IOException writeFailure;
    private long begin;
    private long rows;
    private long firstRowAt;
    private long rowsSentByThen;

    private StreamingRequest(StreamPlan plan, SocketChannel channel) {
        this.plan = plan;
        this.channel = channel;
    }

    /**
     * Sends the request and reads the answer to its end.
     *
     * @param numbers what goes into the slots of the lines; used by another thread
     * @throws IOException when the connection breaks before the answer is complete
     */
    public static StreamResult run(StreamPlan plan, LongSupplier numbers) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()))) {
            return new StreamingRequest(plan, channel).run(numbers);
        }
    }

    private StreamResult run(LongSupplier numbers) throws IOException {
        Thread writer = new Thread(() -> write(numbers), "stream-writer");
        writer.setDaemon(true);
        begin = System.nanoTime();
        writer.start();
        ResponseParser parser = new ResponseParser(this::count);
        read(parser);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new StreamResult(
                parser.status(), rows, seconds, (firstRowAt - begin) / 1e6, rowsSentByThen, beginning.toString());
    }

    private void read(ResponseParser parser) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(RECEIVE_BYTES);
        boolean complete = false;
        while (!complete) {
            received.clear();
            if (channel.read(received) < 0) {
                throw brokenOff();
            }
            complete = parser.feed(received.flip());
        }
    }

    private IOException brokenOff() {
        IOException failure = new EOFException("the server closed the connection after " + rows + " lines");
        @Nullable IOException cause = writeFailure;
        if (cause != null) {
            failure.addSuppressed(cause);
        }
        return failure;
    }

    private void count(ByteBuffer bytes, int from, int to) {
        byte[] array = bytes.array();
        if (beginning.length() < BEGINNING_MAX) {
            int shown = Math.min(to - from, BEGINNING_MAX - beginning.length());
            beginning.append(new String(array, from, shown, StandardCharsets.UTF_8));
        }
        int lines = 0;
        for (int i = from; i < to; i++) {
            if (array[i] == '\n') {
                lines++;
            }
        }
        if (rows == 0 && lines > 0) {
            firstRowAt = System.nanoTime();
            rowsSentByThen = rowsSent;
        }
        rows += lines;
    }

    private void write(LongSupplier numbers) {
        try {
            writeAll(plan.head().newBuffer());
            Template block = plan.block();
            ByteBuffer buffer = block.newBuffer();
            for (long i = 0; i < plan.blocks(); i++) {
                block.fill(buffer, numbers);
                writeAll(buffer);
                rowsSent += plan.linesInBlock();
            }
            writeAll(StreamPlan.end().newBuffer());
        } catch (IOException e) {
            // The reader closes the connection when it has the whole answer, as it has at once when the request is
            // refused.
            writeFailure = e;
        }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
