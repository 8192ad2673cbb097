package io.consentry.kit.inbox;

import io.consentry.contract.ConsistencyToken;
import java.util.List;

/**
 * An inbox's word on what it has applied, after the transaction that did so.
 *
 * @param upTo of each partition that went on, the last place that is applied; what could not be applied is parked, and fails closed
 */
public record Applied(List<ConsistencyToken> upTo) {

    public Applied {
        upTo = List.copyOf(upTo);
    }
}
