/** Figures: on the console as they come, and in {@code RESULTS.md} when they are to be kept. */
@NullMarked
package io.consentry.bench.report;

import org.jspecify.annotations.NullMarked;
