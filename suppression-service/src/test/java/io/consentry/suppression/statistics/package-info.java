@NullMarked
package io.consentry.suppression.statistics;

import org.jspecify.annotations.NullMarked;
