package io.consentry.bench.platform;

import io.consentry.bench.load.HttpConnection;
import io.consentry.servers.ChildProcess;
import io.consentry.servers.DirectoryLock;
import io.consentry.servers.JavaRuntime;
import io.consentry.servers.Orphans;
import io.consentry.servers.ServerHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** F: the do-nothing endpoint as a process of its own, on the same Java and with the same options as the service beside it. */
public final class DoNothingServer implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    /** The body of a check, with a slot for the recipient. */
    public static final String BODY = """
            {"checks":[{"recipient":{"email":"person#######@bench.example"},"channel":"email","purpose":"offers",\
            "messageClass":"marketing"}],"consistency":"strong"}""";

    private final DirectoryLock lock;
    private final ChildProcess process;
    private final int port;

    private DoNothingServer(DirectoryLock lock, ChildProcess process, int port) {
        this.lock = lock;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param repository where the built program is found
     * @param likeThis the service it is compared with
     */
    static DoNothingServer start(Path repository, int port, ProcessFacts likeThis) throws IOException {
        Path directory = repository.resolve("deploy/bench/target/reference");
        Path program = repository.resolve("deploy/bench/reference/target/quarkus-app/quarkus-run.jar");
        DirectoryLock lock = DirectoryLock.tryAcquire(directory)
                .orElseThrow(() -> new IOException("another benchmark runs in " + directory));
        Orphans.stop(directory, line -> {});
        List<String> arguments = new ArrayList<>(likeThis.javaOptions());
        arguments.addAll(List.of("-jar", program.toString()));
        ChildProcess process = ChildProcess.startJava(
                new ServerHome(directory, "nothing"),
                JavaRuntime.newest(),
                repository,
                arguments,
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)));
        DoNothingServer server = new DoNothingServer(lock, process, port);
        try {
            process.awaitReady(START_MAX, server::answers);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private boolean answers() {
        try (HttpConnection connection = HttpConnection.open(port)) {
            return connection
                            .postJson("/v1/check", "none", BODY.replace('#', '0'))
                            .status()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.stop(STOP_MAX);
        lock.close();
    }
}
