package io.consentry.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Java installation on this machine.
 *
 * @param home its directory
 * @param feature its feature release, such as 17 or 25
 */
public record JavaRuntime(Path home, int feature) {
    private static final int OLDEST = 17;
    private static final int NEWEST_TESTED = 25;

    /** The one this program runs on. */
    public static JavaRuntime current() {
        return new JavaRuntime(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The newest from 17 to 25 among JAVA_HOME, /usr/lib/jvm, SDKMAN and the current one. */
    public static JavaRuntime newest() {
        return candidates().stream()
                .map(JavaRuntime::at)
                .flatMap(Optional::stream)
                .filter(runtime -> runtime.feature >= OLDEST && runtime.feature <= NEWEST_TESTED)
                .max(Comparator.comparingInt(JavaRuntime::feature))
                .orElseGet(JavaRuntime::current);
    }

    Path executable() {
        return home.resolve("bin").resolve("java");
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        homes.add(current().home);
        @Nullable String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null) {
            homes.add(Path.of(javaHome));
        }
        homes.addAll(children(Path.of("/usr/lib/jvm")));
        homes.addAll(children(Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java")));
        return homes;
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<JavaRuntime> at(Path home) {
        if (!Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return Optional.empty();
        }
        Properties release = new Properties();
        try (InputStream content = Files.newInputStream(home.resolve("release"))) {
            release.load(content);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(
                    new JavaRuntime(home, Runtime.Version.parse(version).feature()));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
