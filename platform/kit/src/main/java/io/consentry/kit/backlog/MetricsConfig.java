package io.consentry.kit.backlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the service measures itself. */
@ConfigMapping(prefix = "consentry.metrics")
interface MetricsConfig {

    /** How often the database is asked what waits in it, and how long it may take to answer. */
    @WithDefault("PT5S")
    Duration every();
}
