package io.consentry.consent.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why not.
 *
 * @param evidence the suppression entry or ledger event behind it; null when it is the absence of one
 * @param nextAllowedAt when it will no longer hold, where time heals it; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(
        ReasonCode code,
        String detail,
        @Nullable UUID evidence,
        @Nullable Instant nextAllowedAt) {

    static Reason of(ReasonCode code) {
        return new Reason(code, code.detail(), null, null);
    }

    static Reason of(ReasonCode code, UUID evidence) {
        return new Reason(code, code.detail(), evidence, null);
    }

    /** One that time heals, and what is behind it. */
    static Reason healing(ReasonCode code, UUID evidence, Instant nextAllowedAt) {
        return new Reason(code, code.detail(), evidence, nextAllowedAt);
    }

    /** One that time heals. */
    static Reason healing(ReasonCode code, Instant nextAllowedAt) {
        return new Reason(code, code.detail(), null, nextAllowedAt);
    }
}
