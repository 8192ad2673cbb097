/** Tests. */
@NullMarked
package io.consentry.consent.intake;

import org.jspecify.annotations.NullMarked;
