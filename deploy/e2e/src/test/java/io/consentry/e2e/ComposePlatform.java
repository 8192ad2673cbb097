package io.consentry.e2e;

import io.consentry.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The platform of {@code docker-compose.yml}, as a project beside the one that may run on the machine, with the secrets of {@code .env}. */
final class ComposePlatform extends Platform {

    private static final long COMMAND_MINUTES_MAX = 15;

    private final String project;
    private boolean running;

    ComposePlatform(Path directory) {
        super(directory);
        this.project = directory.getFileName().toString();
        ports().put("smtp", LoopbackPort.free());
        ports().put("mail", LoopbackPort.free());
    }

    @Override
    void start() {
        if (!Files.exists(REPOSITORY.resolve(".env"))) {
            run(List.of("deploy/compose/make-env"));
        }
        compose("up", "--build", "--wait");
        running = true;
        if (!Files.exists(directory().resolve("platform.json"))) {
            run(List.of("deploy/compose/demo-tenants"));
        }
        Awaitility.await().atMost(START_MAX).pollInterval(POLL).until(this::isReady);
    }

    @Override
    void stop() {
        if (!running) {
            return;
        }
        running = false;
        compose("stop");
        compose("logs", "--no-color");
        compose(
                "cp",
                "postgres:/var/lib/postgresql",
                directory().resolve("postgres").toString());
        compose("cp", "kafka:/var/lib/kafka/data", directory().resolve("kafka").toString());
        compose("down", "--volumes");
    }

    /** An operator's kill counts as stopping, so that it is an operator who starts it again. */
    @Override
    void kill(String part) {
        compose("kill", "--signal", "KILL", part);
        start();
    }

    @Override
    void killEverything() {
        compose("kill", "--signal", "KILL");
    }

    @Override
    String superuserPassword() {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(REPOSITORY.resolve(".env"))) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty("POSTGRES_SUPERUSER_PASSWORD");
    }

    private void compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", project));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) {
        Path output = directory().resolve("platform.out");
        try {
            Files.createDirectories(directory());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(REPOSITORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().put("LOCAL_DIR", directory().toString());
            ports().forEach((part, port) ->
                    builder.environment().put("PORT_" + part.toUpperCase(Locale.ROOT), Integer.toString(port)));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(COMMAND_MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed:\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
