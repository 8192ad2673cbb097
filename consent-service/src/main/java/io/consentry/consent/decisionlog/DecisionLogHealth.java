package io.consentry.consent.decisionlog;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** {@code /q/health/well}: how many decisions were logged, wait, were dropped, and failed, since the start. Never a reason to be unwell. */
@Wellness
@ApplicationScoped
class DecisionLogHealth implements HealthCheck {

    private final DecisionQueue queue;
    private final DecisionPublisher publisher;

    DecisionLogHealth(DecisionQueue queue, DecisionPublisher publisher) {
        this.queue = queue;
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("decision log")
                .withData("published", publisher.published())
                .withData("waiting", queue.size())
                .withData("dropped", queue.dropped())
                .withData("failed", publisher.failed())
                .up()
                .build();
    }
}
