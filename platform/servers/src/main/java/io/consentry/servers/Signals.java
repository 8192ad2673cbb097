package io.consentry.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ending processes, politely first. */
final class Signals {
    private Signals() {}

    /** SIGINT. */
    static void interrupt(ProcessHandle process) {
        try {
            send("INT", process);
        } catch (IOException e) {
            process.destroy();
        }
    }

    /** SIGSTOP: the process does nothing, not even end its connections, until {@link #resume}. */
    static void pause(ProcessHandle process) {
        sendSurely("STOP", process);
    }

    /** SIGCONT. */
    static void resume(ProcessHandle process) {
        sendSurely("CONT", process);
    }

    private static void sendSurely(String signal, ProcessHandle process) {
        try {
            send(signal, process);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot send SIG" + signal + " to process " + process.pid(), e);
        }
    }

    /** Java can send SIGTERM and SIGKILL only. */
    private static void send(String signal, ProcessHandle process) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        try {
            if (kill.waitFor() != 0) {
                throw new IOException("kill ended with " + kill.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits for the end, and forces it (SIGKILL) when the limit passes. */
    static void awaitEnd(ProcessHandle process, Duration limit) {
        if (!endsWithin(process, limit)) {
            process.destroyForcibly();
            endsWithin(process, Duration.ofSeconds(10));
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new ServerFailedException("Cannot wait for process " + process.pid(), e);
        }
    }
}
