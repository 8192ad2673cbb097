/** Events enter a service: effect and memory of the event in one transaction; what cannot be applied is parked. */
@NullMarked
package io.consentry.kit.inbox;

import org.jspecify.annotations.NullMarked;
