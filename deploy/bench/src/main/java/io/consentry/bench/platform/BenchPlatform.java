package io.consentry.bench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The platform as {@code ./mvnw -Plocal} runs it, as a child process, with the tenant acme. */
public final class BenchPlatform implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(90);
    private static final String READY = "Consentry is ready";

    /** Port = base + this. */
    private static final Map<String, Integer> OFFSETS = new LinkedHashMap<>();

    static {
        OFFSETS.put("consent", 81);
        OFFSETS.put("preference", 82);
        OFFSETS.put("suppression", 83);
        OFFSETS.put("keycloak", 180);
        OFFSETS.put("postgres", 432);
        OFFSETS.put("kafka", 92);
    }

    private static final int REFERENCE_OFFSET = 90;

    /**
     * Where and how to run.
     *
     * @param keycloakArchive Keycloak's distribution in the local Maven repository
     */
    public record Place(Path repository, Path directory, int portBase, boolean fresh, Path keycloakArchive) {}

    private final Place place;
    private final Process process;
    private final PlatformDescription description;
    private final PlatformSecrets secrets;
    private final AccessTokens tokens;

    private BenchPlatform(Place place, Process process) throws IOException {
        this.place = place;
        this.process = process;
        this.description = PlatformDescription.read(place.directory());
        this.secrets = PlatformSecrets.read(place.directory());
        this.tokens = new AccessTokens(description, "acme");
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @throws IOException when it ends instead; the message ends with what it said
     */
    public static BenchPlatform start(Place place) throws IOException, InterruptedException {
        Path output = place.directory().resolve("platform.out");
        Files.createDirectories(place.directory());
        Process process = new ProcessBuilder(command(place))
                .directory(place.repository().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            awaitReady(process, output);
            return new BenchPlatform(place, process);
        } catch (IOException | InterruptedException | RuntimeException e) {
            stop(process);
            throw e;
        }
    }

    private static List<String> command(Place place) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Drepo.root=" + place.repository(),
                "-Dlocal.dir=" + place.directory(),
                "-Dlocal.fresh=" + place.fresh(),
                "-Dlocal.parent=true",
                "-Dkeycloak.archive=" + place.keycloakArchive()));
        OFFSETS.forEach((part, offset) -> command.add("-Dlocal.port." + part + "=" + (place.portBase() + offset)));
        command.addAll(
                List.of("-classpath", System.getProperty("java.class.path"), "io.consentry.local.LocalPlatform"));
        return command;
    }

    private static void awaitReady(Process process, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!Files.readString(output).contains(READY)) {
            boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                throw new IOException("the platform did not start:\n" + Files.readString(output));
            }
        }
    }

    private static int port(Place place, String part) {
        return place.portBase() + OFFSETS.getOrDefault(part, 0);
    }

    public PlatformDescription description() {
        return description;
    }

    public PlatformSecrets secrets() {
        return secrets;
    }

    /** Of the tenant acme's clients. */
    public AccessTokens tokens() {
        return tokens;
    }

    public Database database() {
        return new Database(port(place, "postgres"), secrets);
    }

    /** Where this sitting may put files of its own. */
    public Path directory() {
        return place.directory();
    }

    /** The process of a part, such as {@code consent}. */
    public ProcessFacts process(String part) throws IOException {
        Path file = place.directory().resolve("pids").resolve(part + ".pid");
        return new ProcessFacts(Long.parseLong(Files.readString(file).trim()));
    }

    /** Starts the do-nothing endpoint beside it. */
    public DoNothingServer startDoNothing() throws IOException {
        return DoNothingServer.start(place.repository(), place.portBase() + REFERENCE_OFFSET, process("consent"));
    }

    /** Ctrl-C; the state stays. */
    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
