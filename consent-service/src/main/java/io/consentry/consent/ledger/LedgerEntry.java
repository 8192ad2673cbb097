package io.consentry.consent.ledger;

import io.consentry.contract.event.DomainEvent;
import java.util.UUID;

/** Anything that the ledger holds, with its id. */
record LedgerEntry(UUID id, DomainEvent event) {}
