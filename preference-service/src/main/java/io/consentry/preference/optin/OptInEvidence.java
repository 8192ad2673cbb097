package io.consentry.preference.optin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that is kept of a double opt-in: personal data. */
@Schema(name = "OptInEvidence")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OptInEvidence(
        UUID id,
        @Schema(description = "The address, masked") String masked,
        List<OptInGrant> grants,
        @Nullable NoticeRef notice,
        String wording,
        @Nullable String locale,
        @Nullable String source,
        @Nullable String ip,
        @Nullable String userAgent,
        Instant requestedAt,
        Instant expiresAt,

        @Schema(description = "Null while nobody confirmed") @Nullable
        Instant confirmedAt) {

    static OptInEvidence of(OptIn optIn) {
        OptInContent content = optIn.content();
        return new OptInEvidence(
                optIn.id(),
                content.masked(),
                content.grants(),
                content.notice(),
                content.wording(),
                content.locale(),
                content.source(),
                content.ip(),
                content.userAgent(),
                optIn.requestedAt(),
                optIn.expiresAt(),
                optIn.confirmedAt());
    }

    @Override
    public String toString() {
        return "OptInEvidence[redacted]";
    }
}
