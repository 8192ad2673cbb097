package io.consentry.suppression.entry;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lifting of an entry.
 *
 * @param cause the consent event that lifted it; null when a request did
 * @param grounds why, and the evidence, encrypted; null when an event lifted it
 * @param token the moment after
 */
record Release(
        Instant releasedAt, @Nullable UUID cause, @Nullable Buffer grounds, String token) {}
