package io.consentry.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server process of ours: its log, its pid file, its readiness and its end. */
public final class ChildProcess {
    private static final int LOG_LINES_SHOWN = 30;
    private static final Duration POLL = Duration.ofMillis(50);

    private final ServerHome home;
    private final Process process;

    private ChildProcess(ServerHome home, Process process) {
        this.home = home;
        this.process = process;
    }

    /**
     * Starts a Java program that ignores the terminal's Ctrl-C, so that whoever started it decides the order in which things stop.
     *
     * @param arguments what follows {@code java}
     * @param environment added to the inherited one; the place for secrets, which would be visible on a command line
     */
    public static ChildProcess startJava(
            ServerHome home,
            JavaRuntime java,
            Path workingDirectory,
            List<String> arguments,
            Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(java.executable().toString());
        command.add("-D" + home.marker());
        command.add("-Dconsentry.name=" + home.name());
        command.addAll(arguments);
        return start(home, command, workingDirectory, environment);
    }

    static ChildProcess start(
            ServerHome home, List<String> command, Path workingDirectory, Map<String, String> environment) {
        try {
            PrivateFiles.createDirectories(home.directory());
            PrivateFiles.createDirectories(home.root().resolve("log"));
            keepPreviousLog(home.logFile());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.logFile().toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            PrivateFiles.write(home.pidFile(), process.pid() + "\n");
            return new ChildProcess(home, process);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot start " + home.name() + ": " + e.getMessage(), e);
        }
    }

    private static void keepPreviousLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    public String name() {
        return home.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended, for whatever reason. */
    public CompletableFuture<ChildProcess> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /**
     * Waits until the server says it is ready.
     *
     * @throws ServerFailedException when it ends first or the limit passes; the message ends with the last lines of its log
     */
    public void awaitReady(Duration limit, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new ServerFailedException(describeFailure("ended with exit code " + process.exitValue()));
            }
            if (System.nanoTime() > deadline) {
                throw new ServerFailedException(
                        describeFailure("was not ready after " + limit.toSeconds() + " seconds"));
            }
            awaitNextLook();
        }
    }

    private void awaitNextLook() {
        try {
            process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for " + home.name(), e);
        }
    }

    /** What went wrong, followed by the last lines of the log. */
    public String describeFailure(String what) {
        return home.name() + " " + what + ". The last lines of " + home.logFile() + ":\n"
                + String.join("\n", lastLogLines());
    }

    List<String> lastLogLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(home.logFile()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    /** Asks the process to end (SIGTERM), and kills it when it has not within the limit. */
    public void stop(Duration limit) {
        process.destroy();
        awaitEnd(limit);
    }

    /** As {@link #stop} but with SIGINT, PostgreSQL's fast shutdown. */
    void interrupt(Duration limit) {
        Signals.interrupt(process.toHandle());
        awaitEnd(limit);
    }

    /** Lets the process do nothing, with its connections open, until {@link #resume} (SIGSTOP). */
    public void pause() {
        Signals.pause(process.toHandle());
    }

    /** Lets a paused process go on (SIGCONT). */
    public void resume() {
        Signals.resume(process.toHandle());
    }

    /** Ends the process without giving it a chance to tidy up (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    private void awaitEnd(Duration limit) {
        Signals.awaitEnd(process.toHandle(), limit);
        try {
            Files.deleteIfExists(home.pidFile());
        } catch (IOException e) {
            throw new ServerFailedException("Cannot delete " + home.pidFile(), e);
        }
    }
}
