package io.consentry.consent.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.kit.address.IdentifierRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/check}. A check may carry the proof that {@code POST /v1/lint} gave for its content, and when the person was
 * last sent something for the purpose. One that asks for consent names the recorded request, by the id of its event: it is marketing, and the
 * request is its ground.
 *
 * @param consistency absent, {@code "strong"} or {@code {"atLeast": token}}
 */
record CheckRequest(
        @Nullable List<@Nullable One> checks, @Nullable JsonNode consistency) {

    record One(
            @Nullable IdentifierRequest recipient,
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable String messageClass,
            @Nullable String sendAt,
            @Nullable String contentProof,
            @Nullable String lastSentAt,
            @Nullable String consentRequest) {}
}
