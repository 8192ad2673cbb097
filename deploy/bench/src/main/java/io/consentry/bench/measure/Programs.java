package io.consentry.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs of this machine that serve as references. */
final class Programs {

    private static final long SECONDS_MAX = 600;

    private Programs() {}

    /** A program on the PATH, among the embedded PostgreSQL's or in Debian's directories of PostgreSQL. */
    static Optional<Path> find(String name) {
        List<Path> directories = new ArrayList<>();
        @Nullable String path = System.getenv("PATH");
        if (path != null) {
            Stream.of(path.split(":"))
                    .filter(entry -> !entry.isEmpty())
                    .map(Path::of)
                    .forEach(directories::add);
        }
        Path embedded = Path.of(System.getProperty("user.home"), ".cache", "consentry");
        children(embedded).forEach(child -> directories.add(child.resolve("bin")));
        children(Path.of("/usr/lib/postgresql")).forEach(child -> directories.add(child.resolve("bin")));
        return directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Runs a program to its end and gives what it wrote to standard output. */
    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        Path errors = Files.createTempFile("bench", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + Files.readString(errors));
            }
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
