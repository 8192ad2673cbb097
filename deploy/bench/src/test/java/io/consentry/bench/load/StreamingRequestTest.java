package io.consentry.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingRequestTest {

    private final StringBuilder lastLine = new StringBuilder();
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/echo", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(exchange.getRequestBody(), StandardCharsets.US_ASCII));
                    OutputStream answer = exchange.getResponseBody()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    lastLine.setLength(0);
                    lastLine.append(line);
                    answer.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyLineIsSentAndEveryLineOfTheAnswerIsCounted() throws IOException {
        StreamResult result = StreamingRequest.run(plan("/echo"), Numbers.from(0));

        assertThat(result.status()).isEqualTo(200);
        assertThat(result.rows()).isEqualTo(2_001);
        assertThat(result.beginning()).startsWith("header\nline 0000\nline 0001\n");
        assertThat(lastLine).hasToString("line 1999");
        assertThat(result.rate()).isPositive();
    }

    @Test
    void refusedRequestEndsWithTheAnswer() throws IOException {
        assertThat(StreamingRequest.run(plan("/elsewhere"), Numbers.from(0)).status())
                .isEqualTo(404);
    }

    private StreamPlan plan(String path) {
        return new StreamPlan(
                server.getAddress().getPort(), path, Map.of(), "header\n", "line ####\n".repeat(10), 10, 200);
    }
}
