package io.consentry.consent.decisionlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of the decision log. */
@ConfigMapping(prefix = "consentry.decision-log")
interface DecisionLogConfig {

    /** Decisions that wait for Kafka, some 700 bytes each; what does not fit is dropped. */
    @WithDefault("20000")
    int queueSize();
}
