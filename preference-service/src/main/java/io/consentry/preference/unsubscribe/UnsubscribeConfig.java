package io.consentry.preference.unsubscribe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Opting out by link. */
@ConfigMapping(prefix = "consentry.unsubscribe")
interface UnsubscribeConfig {

    /**
     * How long an answer waits at most for the ledger to have applied the opt-out (capability K3); not less than the check's staleness
     * limit, past which a check denies anyhow.
     */
    @WithDefault("PT5S")
    Duration confirmationWait();

    /** How long a person may undo an opt-out on the page that recorded it. */
    @WithDefault("PT24H")
    Duration undoWithin();

    /** How long the database may take before the answer is 503. */
    @WithDefault("PT5S")
    Duration storeTimeout();

    /** How long the service waits at start for Kafka before it takes opt-outs without it. */
    @WithDefault("PT10S")
    Duration startWait();
}
