/** Traces go on where events go. */
@NullMarked
package io.consentry.kit.trace;

import org.jspecify.annotations.NullMarked;
