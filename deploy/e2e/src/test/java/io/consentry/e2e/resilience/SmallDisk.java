package io.consentry.e2e.resilience;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk that can be filled without filling the machine's: a file system in memory, which only root may mount. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK_BYTES = 64 * 1024;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Empty where this process may not mount. */
    static Optional<SmallDisk> mount(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        return run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", directory.toString())
                ? Optional.of(new SmallDisk(directory))
                : Optional.empty();
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .inheritIO()
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    Path directory() {
        return directory;
    }

    /** Takes all the room that is left; whether there was none any more at the end. */
    boolean fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (byte[] block = new byte[BLOCK_BYTES]; ; ) {
                out.write(block);
            }
        } catch (IOException full) {
            return directory.toFile().getUsableSpace() < BLOCK_BYTES;
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() {
        run("umount", "--lazy", directory.toString());
    }
}
