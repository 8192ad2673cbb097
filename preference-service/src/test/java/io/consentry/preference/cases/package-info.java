/** Tests. */
@NullMarked
package io.consentry.preference.cases;

import org.jspecify.annotations.NullMarked;
