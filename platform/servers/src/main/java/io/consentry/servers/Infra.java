package io.consentry.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;

/** What tests run their servers on; chosen with {@code -Dinfra=auto|docker|embedded}. */
public enum Infra {
    DOCKER,
    EMBEDDED;

    /**
     * The system property's choice; {@code auto}, the default, means Docker when an engine answers.
     *
     * @throws IllegalArgumentException for any other value
     */
    public static Infra chosen() {
        String choice = System.getProperty("infra", "auto").toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "docker" -> DOCKER;
            case "embedded" -> EMBEDDED;
            case "auto" -> dockerAnswers() ? DOCKER : EMBEDDED;
            default -> throw new IllegalArgumentException("infra: " + choice + " (expected: auto, docker or embedded)");
        };
    }

    private static boolean dockerAnswers() {
        // Testcontainers looks for an engine noisily and for seconds; most machines without one have no socket either.
        boolean possible = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return possible && DockerClientFactory.instance().isDockerAvailable();
    }
}
