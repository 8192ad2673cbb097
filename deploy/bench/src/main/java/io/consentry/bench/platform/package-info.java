/** What is measured: a whole platform in a directory and on ports of its own, and the do-nothing endpoint beside it. */
@NullMarked
package io.consentry.bench.platform;

import org.jspecify.annotations.NullMarked;
