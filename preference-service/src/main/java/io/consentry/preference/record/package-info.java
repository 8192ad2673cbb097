/** What of the consent ledger this service knows. */
@NullMarked
package io.consentry.preference.record;

import org.jspecify.annotations.NullMarked;
