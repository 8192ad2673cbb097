package io.consentry.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Processes a killed run left behind. Only those are touched whose command line names the very root directory; the pid files are for people, since a
 * pid can be used again by a stranger. Call it only while holding the root's {@link DirectoryLock}: then no living run can own them.
 */
public final class Orphans {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private static final String NAME = "-Dconsentry.name=";

    private Orphans() {}

    /** Stops all of a root's orphans, the databases last; the consumer receives one line for each. */
    public static void stop(Path root, Consumer<String> report) {
        List<ProcessHandle> programs = find("-D" + ServerHome.marker(root));
        programs.forEach(program -> report.accept("Stopping " + describe(program) + " of an earlier, killed run"));
        programs.forEach(ProcessHandle::destroy);
        programs.forEach(program -> Signals.awaitEnd(program, STOP_LIMIT));
        stopDatabases(ServerHome.marker(root), report);
        deletePidFiles(root);
    }

    /** As {@link #stop} for one server's processes only. */
    static void stop(ServerHome home, Consumer<String> report) {
        Optional<ProcessHandle> recorded = recorded(home);
        recorded.ifPresent(process -> {
            report.accept("Stopping " + home.name() + " (pid " + process.pid() + ") of an earlier, killed run");
            process.destroy();
            Signals.awaitEnd(process, STOP_LIMIT);
        });
    }

    static void stopDatabases(String marker, Consumer<String> report) {
        for (ProcessHandle postmaster : find(marker)) {
            report.accept("Stopping PostgreSQL (pid " + postmaster.pid() + ") of an earlier, killed run");
            Signals.interrupt(postmaster);
            Signals.awaitEnd(postmaster, STOP_LIMIT);
        }
    }

    private static Optional<ProcessHandle> recorded(ServerHome home) {
        try {
            long pid = Long.parseLong(Files.readString(home.pidFile()).trim());
            return ProcessHandle.of(pid).filter(process -> carries(process, "-D" + home.marker()));
        } catch (IOException | NumberFormatException nothingRecorded) {
            return Optional.empty();
        }
    }

    private static List<ProcessHandle> find(String marker) {
        return ProcessHandle.allProcesses()
                .filter(process -> carries(process, marker))
                .toList();
    }

    private static boolean carries(ProcessHandle process, String marker) {
        return process.isAlive() && arguments(process).contains(marker);
    }

    /** Not {@link ProcessHandle.Info#arguments} alone: on Linux it is empty for command lines longer than a page, as class paths are. */
    private static List<String> arguments(ProcessHandle process) {
        try {
            byte[] commandLine = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(new String(commandLine, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException notLinuxOrGone) {
            return process.info().arguments().map(List::of).orElse(List.of());
        }
    }

    private static String describe(ProcessHandle program) {
        String name = arguments(program).stream()
                .filter(argument -> argument.startsWith(NAME))
                .map(argument -> argument.substring(NAME.length()))
                .findFirst()
                .orElse("a process");
        return name + " (pid " + program.pid() + ")";
    }

    private static void deletePidFiles(Path root) {
        Path pids = root.resolve("pids");
        try {
            PrivateFiles.deleteRecursively(pids);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot empty " + pids + ": " + e.getMessage(), e);
        }
    }
}
