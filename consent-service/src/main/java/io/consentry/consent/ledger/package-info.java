/** The append-only record of every decision, and the rules for adding to it (capabilities C1, C2, S3). */
@NullMarked
package io.consentry.consent.ledger;

import org.jspecify.annotations.NullMarked;
