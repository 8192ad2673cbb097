package io.consentry.preference.cases;

import io.consentry.contract.KeyedAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for. Never printed.
 *
 * @param act keyed hash that tells a repeat from another request
 * @param address at which the person was reached, or from which they wrote; null when none could be read
 */
record NewCase(
        byte[] act,
        CaseKind kind,
        CaseOrigin origin,
        @Nullable KeyedAddress address,
        CaseContent content) {

    @Override
    public String toString() {
        return "NewCase[" + kind + "]";
    }
}
