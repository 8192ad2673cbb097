package io.consentry.e2e.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A clock that can be set for one process (libfaketime); what counts time without telling it stays right, as when a machine's clock is set. */
final class SetClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private final Path library;
    private final Path offset;

    private SetClock(Path library, Path offset) throws IOException {
        this.library = library;
        this.offset = offset;
        set(Duration.ZERO);
    }

    /** Empty where libfaketime is not installed. */
    static Optional<SetClock> in(Path directory) throws IOException {
        Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
        return library.isEmpty()
                ? Optional.empty()
                : Optional.of(new SetClock(library.get(), directory.resolve("clock")));
    }

    /** How far it is ahead of the machine's from now on. */
    void set(Duration ahead) throws IOException {
        Path draft = offset.resolveSibling("clock.new");
        Files.writeString(draft, "%+d%n".formatted(ahead.toSeconds()));
        Files.move(draft, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }
}
