package io.consentry.consent.ledger;

import io.consentry.kit.address.Address;
import java.util.List;

/** A request that has passed the edge: nothing in it needs another look. */
record RecordConsent(List<Address> subject, List<RequestedDecision> decisions, Evidence evidence) {

    RecordConsent {
        subject = List.copyOf(subject);
        decisions = List.copyOf(decisions);
    }

    /** Whether it tells of a request for consent. */
    boolean asks() {
        return decisions.stream().anyMatch(RequestedDecision::asks);
    }
}
