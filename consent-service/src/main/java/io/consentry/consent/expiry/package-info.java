/** The end of consents by time: the sweep that records it. What has ended is decided without it. */
@NullMarked
package io.consentry.consent.expiry;

import org.jspecify.annotations.NullMarked;
