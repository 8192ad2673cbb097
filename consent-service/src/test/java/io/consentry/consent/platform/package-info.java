/** What the platform underneath promises, proven in this service. */
@NullMarked
package io.consentry.consent.platform;

import org.jspecify.annotations.NullMarked;
