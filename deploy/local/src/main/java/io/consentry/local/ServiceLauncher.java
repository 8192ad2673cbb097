package io.consentry.local;

import io.consentry.servers.ChildProcess;
import io.consentry.servers.JavaRuntime;
import io.consentry.servers.ServerFailedException;
import io.consentry.servers.ServerHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts a service as its own process and waits for its readiness. */
final class ServiceLauncher {
    private static final Duration READY_LIMIT = Duration.ofSeconds(150);

    private final LocalSettings settings;
    private final Secrets secrets;
    private final JavaRuntime java;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    ServiceLauncher(LocalSettings settings, Secrets secrets, JavaRuntime java) {
        this.settings = settings;
        this.secrets = secrets;
        this.java = java;
    }

    ChildProcess start(Part service) {
        return start(service, service.key(), Map.of());
    }

    /**
     * Starts one of perhaps several instances.
     *
     * @param name of its log and pid file
     * @param overrides environment that takes the place of the usual
     */
    ChildProcess start(Part service, String name, Map<String, String> overrides) {
        Path program = settings.repository().resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(program)) {
            throw new ServerFailedException(program + " is missing: build " + service.title() + " first");
        }
        return ChildProcess.startJava(
                new ServerHome(settings.directory(), name),
                java,
                settings.repository(),
                List.of(
                        // Room from the start: growing step by step costs a full collection each time.
                        "-Xms160m",
                        "-Xmn100m",
                        "-Xmx512m",
                        "-XX:MetaspaceSize=128m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        program.toString()),
                environment(service, overrides));
    }

    void awaitReady(Part service, ChildProcess process) {
        HttpRequest ready = HttpRequest.newBuilder(URI.create(settings.url(service) + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        process.awaitReady(READY_LIMIT, () -> answersOk(ready));
    }

    private boolean answersOk(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for a service", e);
        }
    }

    /** Environment variables and not arguments, since every user of the machine can read a command line. */
    private Map<String, String> environment(Part service, Map<String, String> overrides) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(service)));
        environment.put("CONSENTRY_DATABASE_HOST", "127.0.0.1");
        environment.put("CONSENTRY_DATABASE_PORT", Integer.toString(settings.port(Part.POSTGRES)));
        for (String role : List.of("owner", "app", "worker")) {
            environment.put(
                    "CONSENTRY_DATABASE_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD",
                    secrets.databasePasswords().of(service.key() + "_" + role));
        }
        environment.put("CONSENTRY_KAFKA_BOOTSTRAP", "127.0.0.1:" + settings.port(Part.KAFKA));
        environment.put("CONSENTRY_ISSUER", settings.issuer());
        environment.put("CONSENTRY_CLIENT_SECRET", secrets.client());
        environment.put("CONSENTRY_KEK", secrets.keyEncryptionKey());
        if (service == Part.CONSENT) {
            environment.put("CONSENTRY_RECEIPTS_PUBLIC_URL", settings.url(Part.CONSENT));
            environment.put("CONSENTRY_KEYCLOAK_URL", settings.url(Part.KEYCLOAK));
            environment.put("CONSENTRY_KEYCLOAK_REALM", "consentry");
            environment.put("CONSENTRY_KEYCLOAK_PROVISIONER_SECRET", secrets.provisioner());
        }
        if (service == Part.PREFERENCE) {
            environment.put("CONSENTRY_PUBLIC_URL", settings.url(Part.PREFERENCE));
            environment.put(
                    "CONSENTRY_MAIL_DIRECTORY",
                    settings.directory().resolve("mail").toString());
            environment.put("CONSENTRY_MAIL_FROM", "no-reply@consentry.example");
        }
        environment.putAll(overrides);
        return environment;
    }
}
