/** Lists of consents, from the request to the ledger and back. */
@org.jspecify.annotations.NullMarked
package io.consentry.consent.imports;
