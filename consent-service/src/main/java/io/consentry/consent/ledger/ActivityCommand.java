package io.consentry.consent.ledger;

import io.consentry.contract.ActivityKind;
import io.consentry.kit.address.Address;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that has passed the edge: what a person did, and when. */
record ActivityCommand(
        List<Address> addresses,
        ActivityKind kind,
        Instant occurredAt,
        @Nullable String reference) {

    ActivityCommand {
        addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return "ActivityCommand[" + kind + "]";
    }
}
