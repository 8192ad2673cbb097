package io.consentry.bench;

import io.consentry.bench.measure.BatchMeasurement;
import io.consentry.bench.measure.CheckMeasurement;
import io.consentry.bench.measure.ImportMeasurement;
import io.consentry.bench.measure.ImportMeasurement.Kind;
import io.consentry.bench.measure.Measurement;
import io.consentry.bench.measure.MemoryMeasurement;
import io.consentry.bench.measure.PropagationMeasurement;
import io.consentry.bench.measure.ReferenceMeasurement;
import io.consentry.bench.measure.RelayMeasurement;
import io.consentry.bench.measure.Sitting;
import io.consentry.bench.measure.StreamMeasurement;
import io.consentry.bench.measure.WriteMeasurement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be asked for, in the order in which {@code all} does it. */
enum Command {
    LOAD(sitting -> report -> {}),
    REFERENCES(ReferenceMeasurement::new),
    CHECK(CheckMeasurement::new),
    BATCH(BatchMeasurement::new),
    STREAM(StreamMeasurement::new),
    WRITES(WriteMeasurement::new),
    PROPAGATION(PropagationMeasurement::new),
    MEMORY(MemoryMeasurement::new),
    RELAY(RelayMeasurement::new),
    IMPORT_LIST(sitting -> new ImportMeasurement(sitting, Kind.SUPPRESSIONS)),
    IMPORT_CONSENTS(sitting -> new ImportMeasurement(sitting, Kind.CONSENTS));

    private static final String ALL = "all";
    /** Takes two sittings, and is therefore none of these. */
    static final String GROWTH = "growth";

    private final Function<Sitting, Measurement> measurement;

    Command(Function<Sitting, Measurement> measurement) {
        this.measurement = measurement;
    }

    Measurement measurement(Sitting sitting) {
        return measurement.apply(sitting);
    }

    /** The word on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads words of the command line; fails on one that is no command. */
    static List<Command> parse(List<String> words) {
        if (words.contains(ALL)) {
            return List.of(values());
        }
        return words.stream().map(Command::of).toList();
    }

    private static Command of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown command: " + word + " (expected: " + words() + ")"));
    }

    static String words() {
        return Arrays.stream(values()).map(Command::word).collect(Collectors.joining("|")) + "|" + ALL + "|" + GROWTH;
    }
}
