package io.consentry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What was measured, as git names it. */
final class Commit {

    private Commit() {}

    /** The short name, with {@code -dirty} when files differ from it; {@code unknown} outside a clone. */
    static String current(Path repository) {
        try {
            Process process = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                    .directory(repository.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String name = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? name : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
