package io.consentry.local;

import io.consentry.servers.ChildProcess;
import io.consentry.servers.Orphans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What runs, in the order in which it must stop: services, Keycloak, Kafka, PostgreSQL. */
final class RunningPlatform {
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(6);

    private final Path directory;
    private final Progress progress;
    private final Consumer<ChildProcess> whenOneDies;
    private final List<ChildProcess> services = new ArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private boolean stopping;

    RunningPlatform(Path directory, Progress progress, Consumer<ChildProcess> whenOneDies) {
        this.directory = directory;
        this.progress = progress;
        this.whenOneDies = whenOneDies;
    }

    synchronized void addService(ChildProcess service) {
        services.add(service);
        watch(service);
    }

    /** Adds a server that stops after those added later. */
    synchronized void addServer(AutoCloseable server, ChildProcess process) {
        servers.add(0, server);
        watch(process);
    }

    private void watch(ChildProcess process) {
        process.onExit().thenAccept(this::died);
    }

    private void died(ChildProcess process) {
        if (!isStopping()) {
            whenOneDies.accept(process);
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    void stop() {
        List<ChildProcess> servicesToStop;
        List<AutoCloseable> serversToStop;
        synchronized (this) {
            stopping = true;
            servicesToStop = List.copyOf(services);
            serversToStop = List.copyOf(servers);
        }
        CompletableFuture.allOf(servicesToStop.stream()
                        .map(service -> CompletableFuture.runAsync(() -> service.stop(SERVICE_LIMIT)))
                        .toArray(CompletableFuture[]::new))
                .join();
        for (AutoCloseable server : serversToStop) {
            try {
                server.close();
            } catch (Exception e) {
                progress.say("A server did not stop: " + e.getMessage());
            }
        }
        // What was still starting when the stop came is not in the lists.
        Orphans.stop(directory, line -> {});
    }
}
