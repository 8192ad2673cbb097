package io.consentry.servers.test;

import io.consentry.servers.DatabasePasswords;
import io.consentry.servers.JavaRuntime;
import io.consentry.servers.KafkaServer;
import io.consentry.servers.Orphans;
import io.consentry.servers.PostgresServer;
import io.consentry.servers.PrivateFiles;
import io.consentry.servers.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** PostgreSQL and Kafka as child processes in a temporary directory that is deleted with the virtual machine. */
final class EmbeddedServers {
    private static final String PREFIX = "consentry-it-";
    private static final System.Logger LOG = System.getLogger(EmbeddedServers.class.getName());

    private EmbeddedServers() {}

    static Map<String, String> start(DatabasePasswords passwords) {
        try {
            removeWhatKilledRunsLeft();
            long pid = ProcessHandle.current().pid();
            Path root = Files.createTempDirectory(PREFIX + pid + "-");
            CompletableFuture<KafkaServer> kafka = CompletableFuture.supplyAsync(
                    () -> KafkaServer.start(root, 0, JavaRuntime.current(), List.of("-Dconsentry.parent=" + pid)));
            PostgresServer postgres = PostgresServer.start(root, 0, passwords);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(kafka, postgres, root), "stop test servers"));
            return Map.of(
                    "consentry.database.host", "127.0.0.1",
                    "consentry.database.port", Integer.toString(postgres.port()),
                    "consentry.kafka.bootstrap", kafka.join().bootstrap());
        } catch (IOException e) {
            throw new ServerFailedException("Cannot start the test servers: " + e.getMessage(), e);
        }
    }

    private static void stop(CompletableFuture<KafkaServer> kafka, PostgresServer postgres, Path root) {
        try {
            if (!kafka.isCompletedExceptionally()) {
                kafka.join().process().kill();
            }
            postgres.close();
            PrivateFiles.deleteRecursively(root);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot delete " + root + ": " + e.getMessage());
        }
    }

    private static void removeWhatKilledRunsLeft() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> children = Files.list(temporary)) {
            for (Path child : children.toList()) {
                if (isLeftBehind(child.getFileName().toString())) {
                    Orphans.stop(child, line -> LOG.log(System.Logger.Level.INFO, line));
                    PrivateFiles.deleteRecursively(child);
                }
            }
        }
    }

    private static boolean isLeftBehind(String name) {
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        String pid = name.substring(PREFIX.length()).replaceFirst("-.*", "");
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }
}
