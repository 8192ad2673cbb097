/** What is known of one address, folded from the ledger and the suppression list. */
@NullMarked
package io.consentry.consent.facts;

import org.jspecify.annotations.NullMarked;
