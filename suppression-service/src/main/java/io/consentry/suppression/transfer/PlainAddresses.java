package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Who may take addresses out in plain text: whoever may see evidence. Each time is noted. */
@ApplicationScoped
class PlainAddresses {

    private static final Logger LOG = Logger.getLogger(PlainAddresses.class);

    /** Refuses a caller without the scope. */
    @PermissionsAllowed("audit:read")
    void require(TenantId tenant, String clientId) {
        LOG.infof("plain addresses of tenant %s are exported by client %s", tenant, clientId);
    }
}
