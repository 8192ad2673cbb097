package io.consentry.kit.outbox;

import java.time.Instant;

/**
 * A relay's word that everything its service had acknowledged before an instant is published.
 *
 * @param source the service
 * @param asOf the instant
 */
public record Heartbeat(String source, Instant asOf) {}
