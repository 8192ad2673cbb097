package io.consentry.servers;

import java.nio.file.Path;

/**
 * Where one process of a platform keeps its things.
 *
 * @param root the platform's directory, absolute
 * @param name the process's name there, such as {@code kafka}
 */
public record ServerHome(Path root, String name) {
    public ServerHome {
        root = root.toAbsolutePath().normalize();
    }

    Path directory() {
        return root.resolve(name);
    }

    public Path logFile() {
        return root.resolve("log").resolve(name + ".log");
    }

    Path pidFile() {
        return root.resolve("pids").resolve(name + ".pid");
    }

    /** The setting on the command line that says a process belongs to this root, without the {@code -D} or {@code -c} before it. */
    String marker() {
        return marker(root);
    }

    static String marker(Path root) {
        return "consentry.local=" + root.toAbsolutePath().normalize();
    }
}
