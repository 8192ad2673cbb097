package io.consentry.preference.optin;

import io.consentry.contract.ConsistencyToken;
import java.util.List;
import java.util.Optional;

/**
 * What a confirmation came to.
 *
 * @param optIn as it is now; empty when there is none to confirm
 * @param writes what the ledger must have applied before a check knows of it
 */
record Confirmation(Optional<OptIn> optIn, List<ConsistencyToken> writes) {}
