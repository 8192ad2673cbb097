@NullMarked
package io.consentry.suppression.hold;

import org.jspecify.annotations.NullMarked;
