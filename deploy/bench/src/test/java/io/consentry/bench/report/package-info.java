@NullMarked
package io.consentry.bench.report;

import org.jspecify.annotations.NullMarked;
