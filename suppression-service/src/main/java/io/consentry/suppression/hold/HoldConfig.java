package io.consentry.suppression.hold;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How ended holds are looked for. */
@ConfigMapping(prefix = "consentry.hold")
interface HoldConfig {

    /** How often the job runs. */
    @WithDefault("PT1M")
    Duration every();

    /** Entries that are minimised in one transaction. */
    @WithDefault("500")
    int batchSize();
}
