package io.consentry.consent.expiry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How consents that have ended are looked for. */
@ConfigMapping(prefix = "consentry.expiry")
interface ExpiryConfig {

    /** How often the sweep runs; the check does not wait for it. */
    @WithDefault("PT1M")
    Duration every();

    /** Consents that are looked at in one transaction. */
    @WithDefault("200")
    int batchSize();
}
