package io.consentry.consent.facts;

import io.consentry.contract.SubjectId;
import java.time.Instant;
import java.util.UUID;

/**
 * What one of the people behind an address last did that shows interest.
 *
 * @param eventId the event that told of it
 * @param at when it was done
 */
public record ActivityFact(SubjectId subjectId, UUID eventId, Instant at) {}
