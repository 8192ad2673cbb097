/** Tests. */
@NullMarked
package io.consentry.preference.link;

import org.jspecify.annotations.NullMarked;
