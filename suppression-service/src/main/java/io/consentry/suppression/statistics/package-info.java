/** How the list grows and shrinks, day by day. */
@NullMarked
package io.consentry.suppression.statistics;

import org.jspecify.annotations.NullMarked;
