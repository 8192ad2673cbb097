package io.consentry.preference.linkrequest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Asking for a link. */
@ConfigMapping(prefix = "consentry.link-request")
interface LinkRequestConfig {

    /** Requests that a client may make in an hour, on each instance: an IPv4 address, or the half of an IPv6 address that is a site's. */
    @WithDefault("20")
    int perClientPerHour();
}
