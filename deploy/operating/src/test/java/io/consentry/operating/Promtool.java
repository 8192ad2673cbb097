package io.consentry.operating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own checker of rules. Nothing is skipped where there is none. */
final class Promtool {

    private Promtool() {}

    /** What a run said. */
    record Run(int exitCode, String output) {}

    /** Runs it in the directory of the alerts. */
    static Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(find()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Repository.ROOT.resolve("deploy/observability").toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String find() {
        return Stream.concat(
                        Stream.of(System.getProperty("promtool", "")),
                        Arrays.stream(System.getenv("PATH").split(":")).map(directory -> directory + "/promtool"))
                .filter(place -> !place.isEmpty() && Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The tests of the alerts need promtool:"
                        + " apt-get install prometheus, or name one with -Dpromtool=PATH"));
    }
}
