@NullMarked
package io.consentry.suppression.feedback.provider;

import org.jspecify.annotations.NullMarked;
