package io.consentry.kit.tenant;

import io.consentry.contract.TenantId;

/** This service has no settings of the tenant, or not yet. */
public final class TenantUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TenantUnknownException(TenantId tenant) {
        super("tenant " + tenant + " is not known here");
    }
}
