package io.consentry.suppression.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How feedback is taken. */
@ConfigMapping(prefix = "consentry.feedback")
interface FeedbackConfig {

    /** Soft bounces of an address within {@link #softBounceDays} that suppress it, where the tenant sets nothing else. */
    @WithDefault("5")
    int softBounceLimit();

    /** For how many days a soft bounce counts. */
    @WithDefault("30")
    int softBounceDays();

    default SoftBounceRule softBounceRule() {
        return new SoftBounceRule(softBounceLimit(), softBounceDays());
    }

    /** How long a report is known again; longer than any mail is redelivered, and than a soft bounce counts. */
    @WithDefault("P180D")
    Duration memory();

    /** Mails that are read at the same time; each may keep twice its size in memory. More are 429. */
    @WithDefault("4")
    int mailsMax();

    /** How long the database may take. */
    @WithDefault("PT10S")
    Duration timeout();
}
