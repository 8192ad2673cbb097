package io.consentry.bench.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a check, field by field as consent-service reads it. */
record NothingRequest(
        @Nullable List<@Nullable One> checks, @Nullable JsonNode consistency) {

    record One(
            @Nullable Recipient recipient,
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable String messageClass,
            @Nullable String sendAt) {}

    record Recipient(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String whatsappUserId,
            @Nullable String pushToken,
            @Nullable String externalId) {}
}
