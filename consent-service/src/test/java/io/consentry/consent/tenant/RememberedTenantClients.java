package io.consentry.consent.tenant;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;

/** Stands in for Keycloak where a test makes its own tokens; the real one is proven end to end. */
@Alternative
@Priority(1)
@ApplicationScoped
class RememberedTenantClients implements TenantClients {

    @Override
    public Uni<Credentials> provide(TenantId tenant) {
        return Uni.createFrom()
                .item(new Credentials(
                        Map.of("backoffice", new Credentials.Client(tenant + "-backoffice", "secret", "consent:write")),
                        new Credentials.Console(tenant + "-admin", "password")));
    }
}
