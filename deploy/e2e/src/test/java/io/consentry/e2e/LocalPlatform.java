package io.consentry.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The platform as {@code ./mvnw -Plocal} runs it. */
final class LocalPlatform extends Platform {

    private @Nullable Process process;

    LocalPlatform(Path directory) {
        super(directory);
    }

    @Override
    void start() {
        Path output = output();
        try {
            Files.createDirectories(directory());
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
    }

    private Path output() {
        return directory().resolve("platform.out");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Drepo.root=" + REPOSITORY,
                "-Dlocal.dir=" + directory(),
                "-Dlocal.restart=true",
                "-Dkeycloak.archive=" + System.getProperty("keycloak.archive")));
        ports().forEach((part, port) -> command.add("-Dlocal.port." + part + "=" + port));
        command.addAll(
                List.of("-classpath", System.getProperty("java.class.path"), "io.consentry.local.LocalPlatform"));
        return command;
    }

    /** Ctrl-C. */
    @Override
    void stop() {
        if (process != null) {
            process.destroy();
            awaitEnd();
        }
    }

    @Override
    String superuserPassword() {
        return read("secrets.json").path("database.postgres").asText();
    }

    /** The runner, too. */
    @Override
    void killEverything() {
        List<ProcessHandle> all = new ArrayList<>();
        if (process != null) {
            all.add(process.toHandle());
            process.descendants().forEach(all::add);
        }
        ports().keySet().forEach(part -> ProcessHandle.of(pid(part)).ifPresent(all::add));
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    @Override
    void kill(String part) {
        long victim = pid(part);
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        Awaitility.await().atMost(START_MAX).pollInterval(POLL).until(() -> {
            requireRunning();
            return isStartedAgain(part, victim) && isReady();
        });
    }

    private boolean isStartedAgain(String part, long victim) {
        try {
            return pid(part) != victim;
        } catch (UncheckedIOException | NumberFormatException notYet) {
            return false;
        }
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
            return Long.parseLong(Files.readString(directory().resolve("pids").resolve(part + ".pid"))
                    .trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path find(String name) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(directory())) {
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

    private boolean isRunning() {
        return process != null && process.isAlive();
    }
}
