package io.consentry.bench.report;

import io.consentry.servers.JavaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the figures were measured on. */
public final class Machine {

    private Machine() {}

    /** Cores, model, memory, kernel and Java in one line. */
    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores %s, %.1f GiB, %s %s, services on Java %s, load generator on Java %s",
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                Long.parseLong("0" + field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024.0,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                version(JavaRuntime.newest()),
                System.getProperty("java.version"));
    }

    /** How much ran already: the load average of the last minute. */
    public static String load() {
        List<String> lines = lines("/proc/loadavg");
        return lines.isEmpty() ? "unknown" : lines.get(0).split(" ")[0];
    }

    private static String version(JavaRuntime java) {
        return lines(java.home().resolve("release").toString()).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                .findFirst()
                .orElse(Integer.toString(java.feature()));
    }

    private static String field(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("");
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
