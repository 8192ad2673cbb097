package io.consentry.consent.check;

import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;

/**
 * What the decision depends on besides the person.
 *
 * @param fresh whether the projections are within the staleness limit
 */
record Situation(TenantStatus tenantStatus, TenantSettings settings, boolean fresh) {

    /** Whether the recipient could be told who sends, and reach them (gate 1). */
    boolean isTenantIdentified() {
        return tenantStatus == TenantStatus.ACTIVE
                && !settings.legalName().isBlank()
                && !settings.contact().email().isBlank();
    }
}
