package io.consentry.preference.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts links. */
@Startup
@ApplicationScoped
class LinkMetrics {

    private final Counter minted;

    LinkMetrics(MeterRegistry registry) {
        minted = Counter.builder("consentry.links.minted")
                .description("Links made for messages about to be sent")
                .register(registry);
    }

    void minted(int links) {
        minted.increment(links);
    }
}
