package io.consentry.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before every topic end that was seen at start has been applied (architecture, trap 5). */
@Readiness
@ApplicationScoped
class CatchUp implements HealthCheck {

    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    void begin(String topics) {
        pending.add(topics);
    }

    void done(String topics) {
        pending.remove(topics);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("caught up with topics")
                .status(pending.isEmpty())
                .build();
    }
}
