package io.consentry.servers.test;

import io.consentry.servers.DatabasePasswords;
import io.consentry.servers.Infra;
import io.consentry.servers.TestIssuer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of this virtual machine, started at first use. */
final class TestServers {
    private static final String STARTED = "consentry.test.servers";

    private TestServers() {}

    /** The configuration of one service, starting the servers when nobody has. */
    static Map<String, String> configuration(String service) {
        // Quarkus may load this class again for the next test class; the system properties are one for all class
        // loaders.
        synchronized (System.getProperties()) {
            Map<String, String> everything = started();
            Map<String, String> configuration = new LinkedHashMap<>();
            everything.forEach((key, value) -> {
                if (!key.startsWith("password.")) {
                    configuration.put(key, value);
                }
            });
            for (String role : new String[] {"owner", "app", "worker"}) {
                @Nullable String password = everything.get("password." + service + "_" + role);
                if (password == null) {
                    throw new IllegalArgumentException(
                            "service: " + service + " (expected: consent, preference or suppression)");
                }
                configuration.put("consentry.database." + role + "-password", password);
            }
            return configuration;
        }
    }

    /** Only text may stand in the system properties: libraries read all of them as such. */
    private static Map<String, String> started() {
        @Nullable String started = System.getProperty(STARTED);
        if (started == null) {
            Map<String, String> configuration = start();
            StringBuilder text = new StringBuilder();
            configuration.forEach(
                    (key, value) -> text.append(key).append('\t').append(value).append('\n'));
            System.setProperty(STARTED, text.toString());
            return configuration;
        }
        Map<String, String> configuration = new HashMap<>();
        started.lines().map(line -> line.split("\t", 2)).forEach(pair -> configuration.put(pair[0], pair[1]));
        return configuration;
    }

    private static Map<String, String> start() {
        DatabasePasswords passwords = DatabasePasswords.random();
        Map<String, String> configuration = new HashMap<>(
                switch (Infra.chosen()) {
                    case EMBEDDED -> EmbeddedServers.start(passwords);
                    case DOCKER -> ContainerServers.start(passwords);
                });
        TestIssuer issuer = TestIssuer.start();
        issuer.publish();
        configuration.put("consentry.issuer", issuer.issuer().toString());
        configuration.put("consentry.client-secret", issuer.clientSecret());
        configuration.put("consentry.kek", randomKey());
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.http.test-port", "0");
        passwords.byRole().forEach((role, password) -> configuration.put("password." + role, password));
        return configuration;
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
