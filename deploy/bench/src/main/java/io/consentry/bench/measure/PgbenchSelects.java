package io.consentry.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pgbench with its usual protocol. It can compute no keyed hash, so the keys are written into its scripts: 20 scripts of 500 selects, of which it takes
 * one at random; a transaction of pgbench is a script.
 */
final class PgbenchSelects {

    private static final int SCRIPTS = 20;
    private static final int SELECTS = 500;
    private static final int THREADS_MAX = 2;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Sitting sitting;
    private final Path program;
    private final List<Path> scripts = new ArrayList<>();

    PgbenchSelects(Sitting sitting, Path program) throws IOException {
        this.sitting = sitting;
        this.program = program;
        Path directory = Files.createDirectories(sitting.platform().directory().resolve("pgbench"));
        for (int i = 0; i < SCRIPTS; i++) {
            Path script = directory.resolve("select" + i + ".sql");
            Files.writeString(script, script());
            scripts.add(script);
        }
    }

    private String script() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < SELECTS; i++) {
            long number = ThreadLocalRandom.current().nextLong(sitting.recipients());
            script.append(sitting.loader().select(number)).append(";\n");
        }
        return script.toString();
    }

    /** Selects a second with so many connections. */
    double rate(int connections) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--host=127.0.0.1",
                "--port=" + sitting.platform().database().port(),
                "--username=postgres",
                "--client=" + connections,
                "--jobs=" + Math.min(connections, THREADS_MAX),
                "--time=" + sitting.settings().measured().toSeconds()));
        scripts.forEach(script -> command.add("--file=" + script));
        command.add("consent");
        String output = Programs.run(
                command, Map.of("PGPASSWORD", sitting.platform().database().password()));
        return transactionRate(output) * SELECTS;
    }

    static double transactionRate(String output) throws IOException {
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("pgbench gave no rate: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
