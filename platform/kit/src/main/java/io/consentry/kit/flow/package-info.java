/** What reactive chains need again and again. */
@NullMarked
package io.consentry.kit.flow;

import org.jspecify.annotations.NullMarked;
