package io.consentry.operating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of this repository. */
final class Repository {

    static final Path ROOT =
            Path.of(System.getProperty("repo.root", "../..")).toAbsolutePath().normalize();

    static final List<String> SERVICES = List.of("consent-service", "preference-service", "suppression-service");

    private Repository() {}

    static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a directory, in the order of their names. */
    static List<Path> list(String directory) {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
