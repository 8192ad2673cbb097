package io.consentry.kit.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are taken in. */
@ConfigMapping(prefix = "consentry.inbox")
public interface InboxConfig {

    /** Records taken from Kafka at a time, and applied in one transaction. */
    @WithDefault("200")
    int batchSize();

    /** How long a poll waits when there is nothing. */
    @WithDefault("PT0.1S")
    Duration poll();

    /** How often an event that fails is tried before it is parked. */
    @WithDefault("5")
    int attemptsMax();

    /** How long it waits before it tries again. */
    @WithDefault("PT0.2S")
    Duration retry();

    /** How long one transaction may take. */
    @WithDefault("PT30S")
    Duration timeout();
}
