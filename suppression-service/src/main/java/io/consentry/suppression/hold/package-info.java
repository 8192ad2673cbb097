/** How long personal data beside an entry is held, and its end: the entry is minimised, permission does not come back (S2, 000-29). */
@NullMarked
package io.consentry.suppression.hold;

import org.jspecify.annotations.NullMarked;
