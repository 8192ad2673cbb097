package io.consentry.preference.optin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a request. For the tenant's own eyes: a form that shows the difference tells strangers who has opted out. */
@Schema(name = "OptIn")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OptInView(
        @Schema(description = "Null when no mail goes out") @Nullable
        UUID id,

        @Schema(description = "Whether a mail goes out. Show people the same either way")
        boolean sent,

        @Schema(
                enumeration = {"suppressed", "limited"},
                description =
                        "Why not: the address is suppressed or opted out of what is asked for, or has had its mails of the day")
        @Nullable
        String reason,

        @Schema(description = "Until when the link in the mail works") @Nullable
        Instant expiresAt) {

    static OptInView sent(UUID id, Instant expiresAt) {
        return new OptInView(id, true, null, expiresAt);
    }

    static OptInView notSent(String reason) {
        return new OptInView(null, false, reason, null);
    }
}
