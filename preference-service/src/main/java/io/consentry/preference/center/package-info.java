/** The preference center: a tenant's topics, and the page on which people choose among them (capability P1). */
@NullMarked
package io.consentry.preference.center;

import org.jspecify.annotations.NullMarked;
