package io.consentry.kit.inbox;

import io.consentry.contract.Topic;
import org.jspecify.annotations.Nullable;

/** A record before anything about it is trusted. */
record RawEvent(
        Topic topic,
        int partition,
        long offset,
        @Nullable Integer epoch,
        @Nullable String recordKey,
        @Nullable String id,
        @Nullable String tenant,
        @Nullable String type,
        @Nullable String time,
        @Nullable String position,
        @Nullable String cause,
        @Nullable String traceParent,
        @Nullable String payload) {}
