/** Tests. */
@NullMarked
package io.consentry.preference.center;

import org.jspecify.annotations.NullMarked;
