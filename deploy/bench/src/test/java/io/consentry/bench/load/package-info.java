@NullMarked
package io.consentry.bench.load;

import org.jspecify.annotations.NullMarked;
