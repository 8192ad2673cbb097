package io.consentry.consent.ledger;

import io.consentry.contract.NoticeRef;
import io.consentry.kit.address.IdentifierRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/consents}. */
record RecordConsentRequest(
        @Nullable IdentifierRequest subject,
        @Nullable List<DecisionRequest> decisions,
        @Nullable NoticeRef notice,
        @Nullable EvidenceRequest evidence) {

    record DecisionRequest(
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable String action,
            @Nullable SoftOptInRequest softOptIn) {}

    record SoftOptInRequest(
            @Nullable String saleRef,
            @Nullable String saleAt,
            @Nullable String collectedBy,
            @Nullable String productCategory,
            @Nullable String objectionOfferedAt,
            @Nullable String objectionOfferText,
            @Nullable Boolean initialRefusal) {}

    record EvidenceRequest(
            @Nullable String method,
            @Nullable String affirmativeAction,
            @Nullable String actor,
            @Nullable String occurredAt,
            @Nullable String source,
            @Nullable String wording,
            @Nullable String locale,
            @Nullable String ip,
            @Nullable String userAgent,
            @Nullable String recordingRef,
            @Nullable String recordingSha256) {}
}
