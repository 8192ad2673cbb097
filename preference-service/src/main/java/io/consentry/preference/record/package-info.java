/** What the ledger says of people, kept here for their own page. */
@NullMarked
package io.consentry.preference.record;

import org.jspecify.annotations.NullMarked;
