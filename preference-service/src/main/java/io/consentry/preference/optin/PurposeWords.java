package io.consentry.preference.optin;

import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import java.util.List;

/** Purposes as people read them. */
final class PurposeWords {

    private PurposeWords() {}

    static List<String> of(List<OptInGrant> grants) {
        return grants.stream()
                .map(grant -> grant.purpose().value().replaceAll("[._-]+", " "))
                .distinct()
                .toList();
    }
}
