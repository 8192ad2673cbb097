/**
 * A load generator that leaves the processor to the server it measures: requests rendered once, non-blocking sockets on one thread, answers read no further
 * than status and length.
 */
@NullMarked
package io.consentry.bench.load;

import org.jspecify.annotations.NullMarked;
