package io.consentry.preference.mail;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** {@code /q/health/well}: how many mails were sent, put off, given up, too old and for addresses that may not get them, since the start. Never a reason to be unwell. */
@Wellness
@ApplicationScoped
class MailHealth implements HealthCheck {

    private final MailCounts counts;

    MailHealth(MailCounts counts) {
        this.counts = counts;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mail")
                .withData("sent", counts.sentCount())
                .withData("postponed", counts.postponedCount())
                .withData("refused", counts.refusedCount())
                .withData("expired", counts.expiredCount())
                .withData("withheld", counts.withheldCount())
                .up()
                .build();
    }
}
