@NullMarked
package io.consentry.suppression.feedback;

import org.jspecify.annotations.NullMarked;
