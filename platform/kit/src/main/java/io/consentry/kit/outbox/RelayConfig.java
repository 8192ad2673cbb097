package io.consentry.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is published. */
@ConfigMapping(prefix = "consentry.relay")
interface RelayConfig {

    /** Events in one batch. */
    @WithDefault("1000")
    int batchSize();

    /** The net under the wake-up by NOTIFY: how long the relay sleeps at most; also how often it says that it is alive. */
    @WithDefault("PT0.25S")
    Duration poll();

    /** How long it waits before it tries again after a failure, or for another instance's lock. */
    @WithDefault("PT0.5S")
    Duration retry();

    /** How long one database statement or one batch of sends may take. */
    @WithDefault("PT30S")
    Duration timeout();

    /** How long the ids of applied events are remembered, to drop a second delivery. */
    @WithDefault("P30D")
    Duration inboxMemory();

    /** How long the first answer to an Idempotency-Key is given again. */
    @WithDefault("PT24H")
    Duration idempotencyMemory();
}
