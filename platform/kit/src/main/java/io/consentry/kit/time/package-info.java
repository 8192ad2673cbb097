/** Time as a part that tests replace. */
@NullMarked
package io.consentry.kit.time;

import org.jspecify.annotations.NullMarked;
