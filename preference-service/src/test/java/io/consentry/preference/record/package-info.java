/** Tests. */
@NullMarked
package io.consentry.preference.record;

import org.jspecify.annotations.NullMarked;
