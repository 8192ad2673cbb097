@NullMarked
package io.consentry.bench.measure;

import org.jspecify.annotations.NullMarked;
