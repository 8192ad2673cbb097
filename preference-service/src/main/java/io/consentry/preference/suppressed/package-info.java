/** What of the suppression list this service must know: to whom nothing may be sent. */
@NullMarked
package io.consentry.preference.suppressed;

import org.jspecify.annotations.NullMarked;
