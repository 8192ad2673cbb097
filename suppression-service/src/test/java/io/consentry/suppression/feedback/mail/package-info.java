@NullMarked
package io.consentry.suppression.feedback.mail;

import org.jspecify.annotations.NullMarked;
