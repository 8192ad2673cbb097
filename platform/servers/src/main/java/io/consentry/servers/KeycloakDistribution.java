package io.consentry.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/** Keycloak, unpacked and built for PostgreSQL once per machine. Features we do not use are left out: it starts sooner and offers less to attack. */
final class KeycloakDistribution {
    private static final List<String> BUILD = List.of(
            "--db=postgres",
            "--transaction-xa-enabled=false",
            "--health-enabled=false",
            "--metrics-enabled=false",
            "--features-disabled=authorization,ciba,device-flow,kerberos,organization,par,impersonation,"
                    + "admin-fine-grained-authz,recovery-codes,passkeys,token-exchange-standard,workflows,opentelemetry");

    private KeycloakDistribution() {}

    /** The home directory of the built distribution. */
    static Path resolve(Path archive, JavaRuntime java) {
        String version = archive.getFileName().toString().replaceAll("^keycloak-quarkus-dist-|\\.tar\\.gz$", "");
        CRC32 options = new CRC32();
        options.update(String.join(" ", BUILD).getBytes(StandardCharsets.UTF_8));
        Path unpacked = UnpackedArchive.resolve(
                "keycloak-%s-%08x".formatted(version, options.getValue()),
                () -> open(archive),
                directory -> build(onlyDirectory(directory), java));
        return onlyDirectory(unpacked);
    }

    private static InputStream open(Path archive) throws IOException {
        return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16);
    }

    private static Path onlyDirectory(Path unpacked) {
        try (var children = Files.list(unpacked)) {
            return children.findFirst().orElseThrow(() -> new ServerFailedException(unpacked + " is empty"));
        } catch (IOException e) {
            throw new ServerFailedException("Cannot read " + unpacked + ": " + e.getMessage(), e);
        }
    }

    private static void build(Path home, JavaRuntime java) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/kc.sh").toString());
        command.add("build");
        command.addAll(BUILD);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.home().toString());
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ServerFailedException("Keycloak's build failed:\n" + output);
            }
        } catch (IOException e) {
            throw new ServerFailedException("Keycloak's build failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while building Keycloak", e);
        }
    }
}
