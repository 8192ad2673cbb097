package io.consentry.preference.inbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Numbers that several tenants send from. */
@ConfigMapping(prefix = "consentry.shared-senders")
interface SharedConfig {

    /** For so long an answer can be to a message. */
    @WithDefault("P30D")
    Duration window();
}
