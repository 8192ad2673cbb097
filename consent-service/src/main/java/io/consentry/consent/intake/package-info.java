/** Other services' events become ledger events and facts. */
@NullMarked
package io.consentry.consent.intake;

import org.jspecify.annotations.NullMarked;
