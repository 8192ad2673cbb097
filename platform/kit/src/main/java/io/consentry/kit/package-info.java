/** Plumbing that the three services share: no domain nouns here. */
@NullMarked
package io.consentry.kit;

import org.jspecify.annotations.NullMarked;
