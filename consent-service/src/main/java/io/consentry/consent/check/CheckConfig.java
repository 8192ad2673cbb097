package io.consentry.consent.check;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the check. */
@ConfigMapping(prefix = "consentry.check")
interface CheckConfig {

    /** Checks in one request. */
    @WithDefault("1000")
    int batchMax();

    /** How old the projected facts may be before marketing is denied; at least 250 ms. */
    @WithDefault("PT5S")
    Duration stalenessMax();

    /** How long a check waits for the write that its token stands for. */
    @WithDefault("PT2S")
    Duration tokenWaitMax();

    /** How often it looks while it waits. */
    @WithDefault("PT0.01S")
    Duration tokenPoll();
}
