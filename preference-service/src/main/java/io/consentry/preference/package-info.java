/** The person's side: links, pages and words by which people opt out without an account. */
@NullMarked
package io.consentry.preference;

import org.jspecify.annotations.NullMarked;
