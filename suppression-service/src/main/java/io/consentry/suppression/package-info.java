/** The suppression list: which addresses get no message, why, and until when (capabilities S1 to S3). */
@NullMarked
package io.consentry.suppression;

import org.jspecify.annotations.NullMarked;
