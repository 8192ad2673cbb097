package io.consentry.consent.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ReasonCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why not.
 *
 * @param evidence the suppression entry or ledger event behind it; null when it is the absence of one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reason(ReasonCode code, String detail, @Nullable UUID evidence) {

    static Reason of(ReasonCode code) {
        return new Reason(code, code.detail(), null);
    }

    static Reason of(ReasonCode code, UUID evidence) {
        return new Reason(code, code.detail(), evidence);
    }
}
