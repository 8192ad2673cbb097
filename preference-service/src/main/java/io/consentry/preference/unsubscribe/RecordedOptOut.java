package io.consentry.preference.unsubscribe;

import io.consentry.contract.ConsistencyToken;
import java.util.UUID;

/**
 * An opt-out that is durable.
 *
 * @param id of the opt-out that stands
 * @param write the place of the event that tells of it, also when it is told again
 */
public record RecordedOptOut(UUID id, ConsistencyToken write) {}
