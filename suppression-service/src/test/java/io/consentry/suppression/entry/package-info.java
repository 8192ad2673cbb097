@NullMarked
package io.consentry.suppression.entry;

import org.jspecify.annotations.NullMarked;
