package io.consentry.preference.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often the pages behind links may be opened, on each instance. One click and the buttons to unsubscribe have no limit. */
@ConfigMapping(prefix = "consentry.pages")
interface PageConfig {

    /** By a client: an IPv4 address, behind which a whole mobile network may stand, or the half of an IPv6 address that is a site's. */
    @WithDefault("1200")
    int perClientPerMinute();

    /** By a link. */
    @WithDefault("60")
    int perTokenPerMinute();

    /** By all links to an address. */
    @WithDefault("120")
    int perAddressPerMinute();
}
