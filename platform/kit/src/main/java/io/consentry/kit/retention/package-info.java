/** How long the traces of work that is over are kept. */
@NullMarked
package io.consentry.kit.retention;

import org.jspecify.annotations.NullMarked;
