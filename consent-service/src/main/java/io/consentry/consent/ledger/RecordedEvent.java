package io.consentry.consent.ledger;

import io.consentry.contract.event.ConsentEvent;
import java.util.UUID;

/** An event in the ledger, with its id. */
public record RecordedEvent(UUID id, ConsentEvent event) {}
