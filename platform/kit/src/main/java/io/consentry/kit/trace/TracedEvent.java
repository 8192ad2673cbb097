package io.consentry.kit.trace;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that came in, and where in its trace it is.
 *
 * @param traceParent as its record had it; null when it is in none
 */
public record TracedEvent(UUID id, String topic, @Nullable String traceParent) {}
