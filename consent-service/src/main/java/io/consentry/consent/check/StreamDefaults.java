package io.consentry.consent.check;

import org.jspecify.annotations.Nullable;

/** What holds for every line of a stream that says nothing else. */
record StreamDefaults(
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable String messageClass,
        @Nullable String sendAt,
        @Nullable String contentProof) {}
