package io.consentry.local;

import io.consentry.servers.DirectoryLock;
import io.consentry.servers.PrivateFiles;
import io.consentry.servers.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The directory of one platform: who uses it, and what is in it. */
final class StateDirectory {
    private static final Duration STOPPING_LIMIT = Duration.ofSeconds(30);
    /** Only these are ever deleted, so that a mistyped {@code -Dlocal.dir} costs nothing. */
    private static final List<String> CONTENT = List.of(
            "postgres",
            "kafka",
            "keycloak",
            "consent",
            "preference",
            "suppression",
            "mail",
            "log",
            "pids",
            "secrets.json",
            "tenants.json",
            "platform.json");

    private final Path directory;

    StateDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Takes the directory for this process; while an earlier run is on its way out, waits for it.
     *
     * @throws ServerFailedException when a running platform uses it
     */
    DirectoryLock lock(Progress progress) {
        Optional<DirectoryLock> lock = DirectoryLock.tryAcquire(directory);
        if (lock.isEmpty() && Files.exists(stopping())) {
            progress.say("The earlier run is still stopping: waiting for it");
            long deadline = System.nanoTime() + STOPPING_LIMIT.toNanos();
            while (lock.isEmpty() && System.nanoTime() < deadline) {
                pause();
                lock = DirectoryLock.tryAcquire(directory);
            }
        }
        return lock.orElseThrow(() -> new ServerFailedException("Another Consentry runs in " + directory
                + ": stop it, or choose another directory with -Dlocal.dir=… (and other ports with -Dlocal.port.…)"));
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for the earlier run", e);
        }
    }

    void empty() throws IOException {
        for (String name : CONTENT) {
            PrivateFiles.deleteRecursively(directory.resolve(name));
        }
    }

    /** An old platform file would tell a waiting program that the platform is ready. */
    void forgetEarlierRun() throws IOException {
        Files.deleteIfExists(directory.resolve("platform.json"));
        Files.deleteIfExists(stopping());
    }

    void markStopping() throws IOException {
        PrivateFiles.write(stopping(), "");
        Files.deleteIfExists(directory.resolve("platform.json"));
    }

    void markStopped() throws IOException {
        Files.deleteIfExists(stopping());
    }

    private Path stopping() {
        return directory.resolve("stopping");
    }
}
