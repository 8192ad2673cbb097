/** F, the do-nothing endpoint: it reads a check and answers what it always answers. */
@NullMarked
package io.consentry.bench.reference;

import org.jspecify.annotations.NullMarked;
