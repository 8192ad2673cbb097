/** Events leave a service: written with the state change in one transaction, then published in order by a relay. */
@NullMarked
package io.consentry.kit.outbox;

import org.jspecify.annotations.NullMarked;
