package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.servers.ChildProcess;
import io.consentry.servers.DirectoryLock;
import io.consentry.servers.JavaRuntime;
import io.consentry.servers.KafkaServer;
import io.consentry.servers.KeycloakServer;
import io.consentry.servers.LoopbackPort;
import io.consentry.servers.Orphans;
import io.consentry.servers.PostgresServer;
import io.consentry.servers.ServerFailedException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the whole platform in the foreground until it is told to stop. Exit code 1 when something does not start or dies; what went wrong stands on the
 * console.
 */
public final class LocalPlatform {
    /** A part that dies again and again is broken, and starting it once more only hides that. */
    private static final int RESTARTS_MAX = 20;

    private final LocalSettings settings;
    private final Progress progress = new Progress();
    private final StateDirectory state;
    private final RunningPlatform running;
    private final JavaRuntime java = JavaRuntime.newest();
    private final AtomicInteger restarts = new AtomicInteger();

    private LocalPlatform(LocalSettings settings) {
        this.settings = settings;
        this.state = new StateDirectory(settings.directory());
        this.running = new RunningPlatform(settings.directory(), progress, this::onDeath);
    }

    /** Takes everything from system properties; see api.md, "Running locally". */
    public static void main(String[] arguments) throws InterruptedException {
        quietenLibraries();
        try {
            new LocalPlatform(LocalSettings.fromSystemProperties()).run();
        } catch (ServerFailedException | IllegalArgumentException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.out.println("Consentry cannot start: " + e);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void quietenLibraries() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger everything = Logger.getLogger("");
        everything.setLevel(Level.SEVERE);
    }

    private void run() throws IOException {
        DirectoryLock lock = state.lock(progress);
        Orphans.stop(settings.directory(), progress::say);
        PortCheck.requireFree(settings);
        LoopbackPort.keep(settings.ports().values());
        if (settings.fresh()) {
            state.empty();
        }
        state.forgetEarlierRun();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lock), "stop platform"));
        if (settings.endWithParent()) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
        }
        progress.say("Starting in " + settings.directory() + " with Java " + java.feature() + " (" + java.home() + ")");
        Secrets secrets = Secrets.loadOrCreate(settings.directory());
        startEverything(secrets);
        PlatformClient client = new PlatformClient(settings);
        JsonNode tenants = new DemoTenants(client, secrets, settings.directory()).loadOrCreate(progress);
        new DemoRegistry(client).keep(tenants);
        PlatformFile.write(settings, secrets, tenants);
        System.out.println(WelcomeScreen.of(settings));
    }

    private void startEverything(Secrets secrets) {
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(this::startKafka);
        CompletableFuture<Void> distribution =
                CompletableFuture.runAsync(() -> KeycloakServer.prepare(settings.keycloakArchive(), java));
        startPostgres(secrets);
        CompletableFuture<Void> keycloak = distribution.thenRunAsync(() -> startKeycloak(secrets));
        await(kafka);
        ServiceLauncher launcher = new ServiceLauncher(settings, secrets, java);
        Map<Part, ChildProcess> services = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (part.isService()) {
                ChildProcess process = launcher.start(part);
                running.addService(part, process);
                services.put(part, process);
            }
        }
        await(keycloak);
        services.forEach((part, process) -> awaitService(launcher, part, process));
    }

    private static void await(CompletableFuture<Void> started) {
        try {
            started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServerFailedException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void startPostgres(Secrets secrets) {
        PostgresServer postgres =
                PostgresServer.start(settings.directory(), settings.port(Part.POSTGRES), secrets.databasePasswords());
        running.addServer(Part.POSTGRES, postgres, postgres.process());
        progress.say("PostgreSQL is ready on 127.0.0.1:" + postgres.port());
    }

    private void startKafka() {
        KafkaServer kafka = KafkaServer.start(settings.directory(), settings.port(Part.KAFKA), java, List.of());
        running.addServer(Part.KAFKA, kafka, kafka.process());
        progress.say("Kafka is ready on " + kafka.bootstrap());
    }

    private void startKeycloak(Secrets secrets) {
        KeycloakServer keycloak = KeycloakServer.start(settings.directory(), settings.keycloak(secrets), java);
        running.addServer(Part.KEYCLOAK, keycloak, keycloak.process());
        new ServicesClient(settings, secrets).createWhereMissing();
        progress.say("Keycloak is ready on " + keycloak.url());
    }

    private void onDeath(Part part, ChildProcess process) {
        if (!settings.restart() || restarts.incrementAndGet() > RESTARTS_MAX) {
            System.out.println(process.describeFailure("ended unexpectedly"));
            System.exit(1);
        }
        progress.say(part.title() + " ended unexpectedly and is started again");
        try {
            running.forget(part);
            startAgain(part, Secrets.loadOrCreate(settings.directory()));
        } catch (ServerFailedException | IOException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    private void startAgain(Part part, Secrets secrets) {
        switch (part) {
            case POSTGRES -> startPostgres(secrets);
            case KAFKA -> startKafka();
            case KEYCLOAK -> startKeycloak(secrets);
            case CONSENT, PREFERENCE, SUPPRESSION -> {
                ServiceLauncher launcher = new ServiceLauncher(settings, secrets, java);
                ChildProcess process = launcher.start(part);
                running.addService(part, process);
                awaitService(launcher, part, process);
            }
        }
    }

    private void awaitService(ServiceLauncher launcher, Part part, ChildProcess process) {
        launcher.awaitReady(part, process);
        progress.say(part.title() + " is ready on " + settings.url(part));
    }

    private void stop(DirectoryLock lock) {
        try {
            state.markStopping();
            progress.say("Stopping");
            running.stop();
            state.markStopped();
            progress.say("Stopped; the state stays in " + settings.directory());
        } catch (IOException e) {
            progress.say("Not stopped tidily: " + e.getMessage());
        } finally {
            lock.close();
        }
    }
}
