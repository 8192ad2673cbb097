package io.consentry.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A keep-alive connection to 127.0.0.1 whose caller waits for each answer; for all that is not load. */
public final class HttpConnection implements AutoCloseable {

    private static final int RECEIVE_BYTES = 65_536;

    /** What came back. */
    public record Answer(int status, String body) {

        /** @throws IOException for any status but 2xx */
        public Answer requireGood() throws IOException {
            if (status < 200 || status >= 300) {
                throw new IOException("answered " + status + " " + body);
            }
            return this;
        }
    }

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(RECEIVE_BYTES);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ResponseParser parser =
            new ResponseParser((bytes, from, to) -> body.write(bytes.array(), from, to - from));

    private HttpConnection(SocketChannel channel) {
        this.channel = channel;
    }

    public static HttpConnection open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new HttpConnection(channel);
    }

    /** Posts JSON. */
    public Answer postJson(String path, String token, String json) throws IOException {
        return post(path, jsonHeaders(token), json);
    }

    /** What a caller with a token says about a JSON body. */
    public static Map<String, String> jsonHeaders(String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    /** Posts a form. */
    public Answer postForm(String path, String form) throws IOException {
        return post(path, Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    }

    /** Posts anything. */
    public Answer post(String path, Map<String, String> headers, String content) throws IOException {
        body.reset();
        Template template = Template.post(path, headers, content);
        ByteBuffer request = template.newBuffer();
        while (request.hasRemaining()) {
            channel.write(request);
        }
        boolean complete = false;
        while (!complete) {
            received.clear();
            if (channel.read(received) < 0) {
                throw new EOFException("the server closed the connection");
            }
            complete = parser.feed(received.flip());
        }
        return new Answer(parser.status(), body.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
