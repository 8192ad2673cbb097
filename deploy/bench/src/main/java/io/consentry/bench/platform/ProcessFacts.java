package io.consentry.bench.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process. */
public final class ProcessFacts {

    private final Path directory;

    ProcessFacts(long pid) {
        this.directory = Path.of("/proc", Long.toString(pid));
    }

    /** Resident memory now, in MiB. */
    public long memoryMebibytes() throws IOException {
        return mebibytes("VmRSS:");
    }

    /** The most resident memory it ever had, in MiB. */
    public long memoryMebibytesMax() throws IOException {
        return mebibytes("VmHWM:");
    }

    private long mebibytes(String name) throws IOException {
        return Files.readAllLines(directory.resolve("status")).stream()
                        .filter(line -> line.startsWith(name))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(0)
                / 1024;
    }

    /** The options of a Java process that shape its memory and its speed. */
    List<String> javaOptions() throws IOException {
        String commandLine = Files.readString(directory.resolve("cmdline"), StandardCharsets.UTF_8);
        return List.of(commandLine.split("\0")).stream()
                .filter(argument -> argument.startsWith("-X"))
                // An archive of classes belongs to one program.
                .filter(argument -> !argument.contains("AOT") && !argument.contains("SharedArchive"))
                .toList();
    }
}
