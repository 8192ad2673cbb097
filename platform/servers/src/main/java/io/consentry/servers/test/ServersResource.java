package io.consentry.servers.test;

import io.consentry.servers.TestIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a service's tests real servers. The init argument {@code service} ({@code consent}, {@code preference} or {@code suppression}; default: the
 * system property {@code consentry.service}) says whose passwords to hand out. Fields of type {@link TestIssuer} in test classes are filled.
 */
public final class ServersResource implements QuarkusTestResourceLifecycleManager {
    private String service = "";

    @Override
    public void init(Map<String, String> arguments) {
        @Nullable String chosen = arguments.getOrDefault("service", System.getProperty("consentry.service"));
        if (chosen == null) {
            throw new IllegalArgumentException("service: null (expected: the init argument or -Dconsentry.service)");
        }
        service = chosen;
    }

    @Override
    public Map<String, String> start() {
        return TestServers.configuration(service);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(TestIssuer.running(), new TestInjector.MatchesType(TestIssuer.class));
    }

    /** Nothing: the servers serve the next test class too and end with the virtual machine. */
    @Override
    public void stop() {}
}
