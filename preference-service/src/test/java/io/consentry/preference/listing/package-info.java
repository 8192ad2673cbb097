/** Tests. */
@NullMarked
package io.consentry.preference.listing;

import org.jspecify.annotations.NullMarked;
