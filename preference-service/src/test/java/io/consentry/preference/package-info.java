/** Tests. */
@NullMarked
package io.consentry.preference;

import org.jspecify.annotations.NullMarked;
