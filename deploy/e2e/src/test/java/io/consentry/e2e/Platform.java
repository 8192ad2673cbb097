package io.consentry.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The local platform as {@code ./mvnw -Plocal} runs it, in a directory and on ports of its own. */
final class Platform {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY =
            Path.of(System.getProperty("repo.root", ".")).toAbsolutePath();
    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<String> READY_PARTS = List.of("consent", "preference", "suppression");

    private final Path directory;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private @Nullable Process process;

    Platform(Path directory) {
        this.directory = directory;
        for (String part : List.of("consent", "preference", "suppression", "keycloak", "postgres", "kafka")) {
            ports.put(part, LoopbackPort.free());
        }
    }

    /** Starts, and returns when it says that it is ready. */
    Duration start() {
        Instant begin = Instant.now();
        Path output = output();
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(output);
            process = new ProcessBuilder(command())
                    .directory(REPOSITORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(START_MAX).pollInterval(POLL).until(() -> {
            String said = Files.readString(output);
            if (!isRunning() && !said.contains("Consentry is ready")) {
                throw new IllegalStateException("the platform ended:\n" + said);
            }
            return said.contains("Consentry is ready");
        });
        return Duration.between(begin, Instant.now());
    }

    private Path output() {
        return directory.resolve("platform.out");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Drepo.root=" + REPOSITORY,
                "-Dlocal.dir=" + directory,
                "-Dlocal.restart=true",
                "-Dkeycloak.archive=" + System.getProperty("keycloak.archive")));
        ports.forEach((part, port) -> command.add("-Dlocal.port." + part + "=" + port));
        command.addAll(
                List.of("-classpath", System.getProperty("java.class.path"), "io.consentry.local.LocalPlatform"));
        return command;
    }

    /** Ctrl-C. */
    void stop() {
        if (process != null) {
            process.destroy();
            awaitEnd();
        }
    }

    /** A secret of this run, as the platform made it. */
    String secret(String name) {
        return read("secrets.json").path(name).asText();
    }

    /** Kills the runner and all that it started the hard way, as a power cut would. */
    void killEverything() {
        List<ProcessHandle> all = new ArrayList<>();
        if (process != null) {
            all.add(process.toHandle());
            process.descendants().forEach(all::add);
        }
        ports.keySet().forEach(part -> ProcessHandle.of(pid(part)).ifPresent(all::add));
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    /** Kills one part the hard way, and returns when the platform has started it again and all services are ready. */
    void kill(String part) {
        long victim = pid(part);
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        Awaitility.await().atMost(START_MAX).pollInterval(POLL).until(() -> {
            requireRunning();
            return isStartedAgain(part, victim) && READY_PARTS.stream().allMatch(this::isReady);
        });
    }

    private boolean isStartedAgain(String part, long victim) {
        try {
            return pid(part) != victim;
        } catch (UncheckedIOException | NumberFormatException notYet) {
            return false;
        }
    }

    private boolean isReady(String service) {
        return TenantApi.statusOf(url(service) + "/q/health/ready") == 200;
    }

    private void requireRunning() throws IOException {
        if (!isRunning()) {
            throw new IllegalStateException("the platform ended:\n" + Files.readString(output()));
        }
    }

    private long pid(String part) {
        try {
            if (part.equals("postgres")) {
                return Long.parseLong(
                        Files.readAllLines(find("postmaster.pid")).get(0).trim());
            }
            return Long.parseLong(Files.readString(directory.resolve("pids").resolve(part + ".pid"))
                    .trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path find(String name) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private void awaitEnd() {
        if (process == null) {
            return;
        }
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the platform did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    Path directory() {
        return directory;
    }

    int port(String part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException(part);
        }
        return port;
    }

    String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    JsonNode description() {
        return read("platform.json");
    }

    private JsonNode read(String file) {
        try {
            return JSON.readTree(directory.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tenant's client with all scopes. */
    TenantApi tenant(String name) {
        JsonNode client =
                description().path("tenants").path(name).path("clients").path("backoffice");
        return new TenantApi(
                this::url,
                description().path("tokenEndpoint").asText(),
                client.path("id").asText(),
                client.path("secret").asText());
    }
}
