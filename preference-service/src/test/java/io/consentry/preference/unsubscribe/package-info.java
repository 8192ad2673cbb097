/** Tests. */
@NullMarked
package io.consentry.preference.unsubscribe;

import org.jspecify.annotations.NullMarked;
