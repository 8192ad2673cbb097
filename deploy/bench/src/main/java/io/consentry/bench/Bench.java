package io.consentry.bench;

import io.consentry.bench.measure.BenchSettings;
import io.consentry.bench.measure.GrowthMeasurement;
import io.consentry.bench.measure.Sitting;
import io.consentry.bench.report.Console;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Machine;
import io.consentry.bench.report.Report;
import io.consentry.bench.report.ResultsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the benchmarks that the command line names. */
public final class Bench {

    private final CommandLine line;
    private final BenchSettings settings;
    private final Path keycloakArchive;
    private final Console console = new Console();
    private final ResultsFile results;

    private Bench(CommandLine line, BenchSettings settings, Path keycloakArchive) {
        this.line = line;
        this.settings = settings;
        this.keycloakArchive = keycloakArchive;
        this.results = new ResultsFile(settings.repository().resolve("deploy/bench/RESULTS.md"));
    }

    /** Exit code 1 when something could not be measured, 2 when the command line is wrong; a missed target is neither. */
    public static void main(String... arguments) {
        Logger everything = quietenLibraries();
        Console console = new Console();
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.words().isEmpty()) {
                throw new IllegalArgumentException(
                        "usage: deploy/bench/run " + Command.words() + " [--record] [-Dbench.…]");
            }
            new Bench(line, BenchSettings.fromSystemProperties(), keycloakArchive()).run();
        } catch (IllegalArgumentException e) {
            console.show(String.valueOf(e.getMessage()));
            System.exit(2);
        } catch (Exception e) {
            console.show("Not measured: " + e);
            everything.log(Level.SEVERE, "not measured", e);
            System.exit(1);
        }
        System.exit(0);
    }

    private static Logger quietenLibraries() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger everything = Logger.getLogger("");
        everything.setLevel(Level.SEVERE);
        return everything;
    }

    /** Where the build found Keycloak's distribution. */
    private static Path keycloakArchive() throws IOException {
        Properties properties = new Properties();
        try (InputStream content = Objects.requireNonNull(Bench.class.getResourceAsStream("/bench.properties"))) {
            properties.load(content);
        }
        return Path.of(properties.getProperty("keycloak.archive"));
    }

    private void run() throws Exception {
        console.say(Machine.describe() + "; load average " + Machine.load());
        if (line.words().contains(Command.GROWTH)) {
            Report report = new Report(console);
            new GrowthMeasurement(settings, this::open).run(report);
            record(Command.GROWTH, report, Machine.load());
            return;
        }
        List<Command> commands = Command.parse(line.words());
        try (Sitting sitting = open(settings.contacts(), settings.fresh())) {
            List<String> failed = new ArrayList<>();
            for (Command command : commands) {
                try {
                    measure(command, sitting);
                } catch (IOException | SQLException e) {
                    // What one command cannot measure says nothing against the others.
                    console.show("  " + command.word() + " is not measured: " + e);
                    failed.add(command.word());
                }
            }
            if (!failed.isEmpty()) {
                throw new IOException(String.join(", ", failed));
            }
        }
    }

    private Sitting open(long contacts, boolean fresh) throws Exception {
        Sitting sitting = Sitting.open(settings, contacts, fresh, keycloakArchive, console);
        // Ctrl-C reaches the platform by itself, but not the do-nothing endpoint.
        Runtime.getRuntime().addShutdownHook(new Thread(sitting::close, "stop sitting"));
        return sitting;
    }

    private void measure(Command command, Sitting sitting) throws Exception {
        String load = Machine.load();
        Report report = new Report(console);
        console.say(command.word());
        command.measurement(sitting).run(report);
        report.add(Figure.of(
                "memory of consent-service",
                sitting.platform().process("consent").memoryMebibytesMax() + " MiB at most"));
        record(command.word(), report, load);
    }

    private void record(String command, Report report, String load) throws IOException {
        if (line.record()) {
            List<String> circumstances = List.of(
                    Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", commit " + Commit.current(settings.repository())
                            + ", `" + line.text() + "`",
                    Machine.describe() + "; load average before " + load,
                    String.format(
                            "%,d contacts; medians of %d runs of %d s",
                            settings.contacts(),
                            settings.runs(),
                            settings.measured().toSeconds()));
            results.record(command, circumstances, report);
        }
    }
}
