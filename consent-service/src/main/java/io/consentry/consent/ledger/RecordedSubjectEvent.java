package io.consentry.consent.ledger;

import io.consentry.contract.event.SubjectEvent;
import java.util.UUID;

/** A change of what a person is or agreed in the ledger, with its id. */
record RecordedSubjectEvent(UUID id, SubjectEvent event) {}
