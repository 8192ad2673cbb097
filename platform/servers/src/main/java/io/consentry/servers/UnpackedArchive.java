package io.consentry.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Server programs unpacked once per machine under {@code ~/.cache/consentry}. */
final class UnpackedArchive {
    private UnpackedArchive() {}

    /** Opens the uncompressed tar stream of a distribution. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * The directory a distribution is unpacked in. The whole is prepared next to its final place and renamed in one step, so nobody ever uses half an
     * unpack.
     *
     * @param name the final directory's name, which must change when the content would
     * @param prepare what to do with the unpacked files before they are used
     */
    static Path resolve(String name, Source source, Consumer<Path> prepare) {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "consentry");
        Path unpacked = cache.resolve(name);
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        try {
            Files.createDirectories(cache);
            Path draft = Files.createTempDirectory(cache, name + ".");
            try {
                unpack(source, draft);
                prepare.accept(draft);
                publish(draft, unpacked);
            } finally {
                PrivateFiles.deleteRecursively(draft);
            }
            return unpacked;
        } catch (IOException e) {
            throw new ServerFailedException("Cannot unpack " + name + " under " + cache + ": " + e.getMessage(), e);
        }
    }

    private static void publish(Path draft, Path unpacked) throws IOException {
        try {
            Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was first: its files are as good as ours.
            if (!Files.isDirectory(unpacked)) {
                throw e;
            }
        }
    }

    private static void unpack(Source source, Path target) throws IOException {
        try (InputStream content = new BufferedInputStream(source.open());
                TarArchiveInputStream archive = new TarArchiveInputStream(content)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("Entry outside the archive: " + entry.getName());
                }
                write(archive, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, file);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
