/** Tests. */
@NullMarked
package io.consentry.preference.page;

import org.jspecify.annotations.NullMarked;
