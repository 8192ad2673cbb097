@NullMarked
package io.consentry.suppression;

import org.jspecify.annotations.NullMarked;
