package io.consentry.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** {@code redis-benchmark -t get} against a server of its own, where Redis is installed. */
final class RedisGets {

    private static final int PORT_OFFSET = 79;
    private static final String VALUE_BYTES = "300";
    private static final String GET = "\"GET\",\"";

    private final BenchSettings settings;

    RedisGets(BenchSettings settings) {
        this.settings = settings;
    }

    /** Gets a second with so many connections; empty when Redis is not installed. */
    OptionalDouble rate(int connections) throws IOException, InterruptedException {
        Optional<Path> server = Programs.find("redis-server");
        Optional<Path> client = Programs.find("redis-benchmark");
        if (server.isEmpty() || client.isEmpty()) {
            return OptionalDouble.empty();
        }
        String port = Integer.toString(settings.portBase() + PORT_OFFSET);
        Process process = new ProcessBuilder(
                        server.get().toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        port,
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitOpen(process);
            String contacts = Long.toString(settings.contacts());
            benchmark(client.get(), port, "set", connections, contacts);
            return OptionalDouble.of(getRate(benchmark(client.get(), port, "get", connections, contacts)));
        } finally {
            process.destroy();
        }
    }

    private void awaitOpen(Process process) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException("redis-server ended");
            }
            try (java.net.Socket socket =
                    new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), settings.portBase() + PORT_OFFSET)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (java.net.ConnectException notYet) {
                continue;
            }
        }
        throw new IOException("redis-server does not answer");
    }

    private static String benchmark(Path client, String port, String test, int connections, String count)
            throws IOException, InterruptedException {
        return Programs.run(
                List.of(
                        client.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        port,
                        "-t",
                        test,
                        "-c",
                        Integer.toString(connections),
                        "-n",
                        count,
                        "-r",
                        count,
                        "-d",
                        VALUE_BYTES,
                        "--csv"),
                Map.of());
    }

    static double getRate(String csv) throws IOException {
        int start = csv.indexOf(GET);
        if (start < 0) {
            throw new IOException("redis-benchmark gave no rate: " + csv);
        }
        int from = start + GET.length();
        return Double.parseDouble(csv.substring(from, csv.indexOf('"', from)));
    }
}
