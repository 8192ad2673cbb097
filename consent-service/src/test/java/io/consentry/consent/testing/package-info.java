/** What the tests of this service share. */
@NullMarked
package io.consentry.consent.testing;

import org.jspecify.annotations.NullMarked;
