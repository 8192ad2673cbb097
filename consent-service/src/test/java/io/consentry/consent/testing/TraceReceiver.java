package io.consentry.consent.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes traces by OTLP over HTTP, as an operator's collector would, and turns tracing on. Fields of type {@link Queue} in test classes get
 * what came in, each request's body as ISO 8859-1 text.
 */
public final class TraceReceiver implements QuarkusTestResourceLifecycleManager {

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            listening.createContext("/v1/traces", exchange -> {
                received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            listening.start();
            server = listening;
            return Map.of(
                    "quarkus.otel.sdk.disabled",
                    "false",
                    "quarkus.otel.traces.sampler.arg",
                    "1",
                    "quarkus.otel.bsp.schedule.delay",
                    "PT0.1S",
                    "quarkus.otel.exporter.otlp.protocol",
                    "http/protobuf",
                    "quarkus.otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + listening.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(received, new TestInjector.MatchesType(Queue.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
