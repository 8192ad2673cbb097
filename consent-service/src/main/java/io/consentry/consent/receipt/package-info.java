/**
 * Consent receipts (capability C9, rules E-01 to E-03): what the ledger holds of a decision, in the forms of ISO/IEC TS 27560 and of
 * Kantara, and signed, so that it can be verified offline for years.
 */
@NullMarked
package io.consentry.consent.receipt;

import org.jspecify.annotations.NullMarked;
