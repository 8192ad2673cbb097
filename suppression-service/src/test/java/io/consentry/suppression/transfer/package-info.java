@NullMarked
package io.consentry.suppression.transfer;

import org.jspecify.annotations.NullMarked;
