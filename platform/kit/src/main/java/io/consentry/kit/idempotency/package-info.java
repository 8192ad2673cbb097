/** The same request twice has one effect and one answer (Idempotency-Key). */
@NullMarked
package io.consentry.kit.idempotency;

import org.jspecify.annotations.NullMarked;
