/** Refusals, as application/problem+json (RFC 9457). */
@NullMarked
package io.consentry.kit.problem;

import org.jspecify.annotations.NullMarked;
