package io.consentry.local;

import io.consentry.servers.ChildProcess;
import io.consentry.servers.Orphans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What runs, and in which order it must stop: services, Keycloak, Kafka, PostgreSQL. */
final class RunningPlatform {
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(6);
    private static final List<Part> SERVERS_IN_ORDER = List.of(Part.KEYCLOAK, Part.KAFKA, Part.POSTGRES);

    private final Path directory;
    private final Progress progress;
    private final BiConsumer<Part, ChildProcess> whenOneDies;
    private final Map<Part, ChildProcess> services = new EnumMap<>(Part.class);
    private final Map<Part, AutoCloseable> servers = new EnumMap<>(Part.class);
    private boolean stopping;

    RunningPlatform(Path directory, Progress progress, BiConsumer<Part, ChildProcess> whenOneDies) {
        this.directory = directory;
        this.progress = progress;
        this.whenOneDies = whenOneDies;
    }

    synchronized void addService(Part part, ChildProcess service) {
        services.put(part, service);
        watch(part, service);
    }

    synchronized void addServer(Part part, AutoCloseable server, ChildProcess process) {
        servers.put(part, server);
        watch(part, process);
    }

    /** Lets go of a part that has died, so that it can be started again. */
    void forget(Part part) {
        @Nullable AutoCloseable server;
        synchronized (this) {
            services.remove(part);
            server = servers.remove(part);
        }
        if (server != null) {
            close(server);
        }
    }

    private void watch(Part part, ChildProcess process) {
        process.onExit().thenAcceptAsync(ended -> died(part, ended));
    }

    private void died(Part part, ChildProcess process) {
        if (!isStopping()) {
            whenOneDies.accept(part, process);
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    void stop() {
        List<ChildProcess> servicesToStop;
        List<AutoCloseable> serversToStop = new ArrayList<>();
        synchronized (this) {
            stopping = true;
            servicesToStop = List.copyOf(services.values());
            SERVERS_IN_ORDER.stream()
                    .filter(servers::containsKey)
                    .map(servers::get)
                    .forEach(serversToStop::add);
        }
        CompletableFuture.allOf(servicesToStop.stream()
                        .map(service -> CompletableFuture.runAsync(() -> service.stop(SERVICE_LIMIT)))
                        .toArray(CompletableFuture[]::new))
                .join();
        serversToStop.forEach(this::close);
        // What was still starting when the stop came is in neither map.
        Orphans.stop(directory, line -> {});
    }

    private void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            progress.say("A server did not stop: " + e.getMessage());
        }
    }
}
