package io.consentry.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of the zonky archive on the class path, unpacked once per machine. */
final class PostgresBinaries {
    private static final String VERSION = "18.6.0";

    private PostgresBinaries() {}

    static Path directory() {
        return UnpackedArchive.resolve("postgres-" + VERSION, PostgresBinaries::open, unpacked -> {});
    }

    private static InputStream open() throws IOException {
        String archive = "/postgres-" + system() + "-" + architecture() + ".txz";
        @Nullable InputStream content = PostgresBinaries.class.getResourceAsStream(archive);
        if (content == null) {
            throw new IOException(
                    "no PostgreSQL for this machine on the class path (" + archive + "); use -Dinfra=docker");
        }
        return new XZInputStream(content);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }
}
