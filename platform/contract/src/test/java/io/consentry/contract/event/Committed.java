package io.consentry.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the contract that are committed. With {@code -Dcontract.accept=true} they are written instead of compared. */
final class Committed {

    static final Path SCHEMAS = Path.of("schema");
    static final Path ASYNC_API = Path.of("asyncapi.yaml");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean ACCEPT = Boolean.getBoolean("contract.accept");

    private Committed() {}

    /** A golden file, which is a promise: accepting writes it when it is missing and never changes it. */
    static String golden(String wireName, String file, String proposed) throws IOException {
        Path path = GOLDEN.resolve(wireName).resolve(file);
        if (ACCEPT && !Files.exists(path)) {
            write(path, proposed);
        }
        return read(path);
    }

    /** A generated document: accepting rewrites it. */
    static void assertCurrent(Path path, String generated) throws IOException {
        if (ACCEPT) {
            write(path, generated);
        }
        assertThat(read(path))
                .as("%s; run again with -Dcontract.accept=true", path)
                .isEqualTo(generated);
    }

    static String read(Path path) throws IOException {
        assertThat(path).as("run again with -Dcontract.accept=true").exists();
        return Files.readString(path);
    }

    private static void write(Path path, String text) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(path, text);
    }
}
