package io.consentry.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A copy of a running PostgreSQL that follows it, by the low-level backup functions: the embedded programs lack pg_basebackup. */
final class StandbyCopy {
    private static final String NAME = "standby";
    /** What belongs to the running server. The log is streamed instead. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

    private StandbyCopy() {}

    static void of(PostgresServer primary, Path copy) {
        Path data = primary.dataDirectory();
        try (Connection connection = primary.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('" + NAME + "', true)");
            statement.execute("select pg_backup_start('" + NAME + "', true)");
            Files.walkFileTree(data, new Copier(data, copy));
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                PrivateFiles.write(copy.resolve("backup_label"), label.getString(1));
            }
            PrivateFiles.write(copy.resolve("standby.signal"), "");
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = '" + primary.connectionText() + " application_name=" + NAME + "'\n"
                            + "primary_slot_name = '" + NAME + "'\n",
                    StandardOpenOption.APPEND);
            statement.execute("alter system set synchronous_standby_names = '" + NAME + "'");
            statement.execute("select pg_reload_conf()");
        } catch (IOException | SQLException e) {
            throw new ServerFailedException("Cannot copy " + data + ": " + e.getMessage(), e);
        }
    }

    /** Whether the standby is what commits wait for. */
    static boolean isFollowed(PostgresServer primary) {
        try (Connection connection = primary.connect("postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet following = statement.executeQuery(
                        "select count(*) from pg_stat_replication where sync_state = 'sync' and state = 'streaming'")) {
            following.next();
            return following.getInt(1) == 1;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static final class Copier extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copier(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (from.relativize(directory).startsWith("pg_replslot") && !directory.endsWith("pg_replslot")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            PrivateFiles.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path name = from.relativize(file);
            if (!NOT_COPIED.contains(name.toString()) && !name.startsWith("pg_wal")) {
                try {
                    Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException deletedMeanwhile) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** Files come and go while the server runs; what is missing is in the log. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
