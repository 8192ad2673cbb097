package io.consentry.consent.ledger;

import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import java.util.UUID;

/** A change of a person's flags in the ledger, with its id. */
record RecordedFlags(UUID id, SubjectFlagged event) {}
