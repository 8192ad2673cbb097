package io.consentry.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** One keep-alive connection to 127.0.0.1 with at most one request in flight. */
final class Exchange implements AutoCloseable {

    private static final int RECEIVE_BYTES = 65_536;
    private static final int BODY_SHOWN_MAX = 100_000;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Template template;
    private final ByteBuffer request;
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final boolean keepsBodies;
    private final ResponseParser parser = new ResponseParser(this::keep);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long startedAt;

    private Exchange(SocketChannel channel, Selector selector, Template template, boolean keepsBodies)
            throws IOException {
        this.channel = channel;
        this.template = template;
        this.request = template.newBuffer();
        this.keepsBodies = keepsBodies;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** @param keepsBodies whether the bodies of good answers are wanted; those of others are always kept */
    static Exchange open(int port, Selector selector, Template template, boolean keepsBodies) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new Exchange(channel, selector, template, keepsBodies);
    }

    /** Sends the next request, or as much of it as the socket takes; {@link #proceed} sends the rest. */
    void send(LongSupplier numbers) throws IOException {
        template.fill(request, numbers);
        body.reset();
        startedAt = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(request);
        int wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Does what the socket is ready for; true when that completes the answer. */
    boolean proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return false;
        }
        received.clear();
        if (channel.read(received) < 0) {
            throw new EOFException("the server closed the connection");
        }
        received.flip();
        boolean complete = parser.feed(received);
        if (complete && received.hasRemaining()) {
            throw new IOException("more than one answer to one request");
        }
        return complete;
    }

    private void keep(ByteBuffer bytes, int from, int to) {
        if (keepsBodies || parser.status() >= 300) {
            for (int i = from; i < to && body.size() < BODY_SHOWN_MAX; i++) {
                body.write(bytes.get(i));
            }
        }
    }

    /** When the request in flight began to be sent, by {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    int status() {
        return parser.status();
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
