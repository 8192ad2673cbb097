package io.consentry.preference.optin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Double opt-in. */
@ConfigMapping(prefix = "consentry.opt-in")
interface OptInConfig {

    /** How long the link in the mail works. */
    @WithDefault("P7D")
    Duration expiresAfter();

    /** How often what was never confirmed is forgotten. */
    @WithDefault("1h")
    Duration forgetEvery();
}
