package io.consentry.kit.tenant;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent the request. The tenant comes from the token's {@code tenant} claim and from nowhere else (capability T1). */
@RequestScoped
public class Caller {

    private final CurrentVertxRequest request;
    private final TenantDirectory tenants;

    Caller(CurrentVertxRequest request, TenantDirectory tenants) {
        this.request = request;
        this.tenants = tenants;
    }

    /** The caller's tenant; refuses a token without one, or of a tenant that does not exist. */
    public Uni<Tenant> tenant() {
        return tenants.get(tenantId())
                .onFailure(TenantUnknownException.class)
                .transform(unknown -> new RefusedException(ProblemType.NO_TENANT, "Ask the operator for a tenant."));
    }

    /** The tenant claim; refuses a token without a usable one. */
    public TenantId tenantId() {
        if (principal() instanceof JsonWebToken token
                && token.claim("tenant").orElse(null) instanceof String claim
                && TenantId.isValid(claim)) {
            return new TenantId(claim);
        }
        throw new RefusedException(ProblemType.NO_TENANT, "The access token has no tenant claim.");
    }

    /** The client that called, as the token names it ({@code azp}). */
    public String clientId() {
        if (principal() instanceof JsonWebToken token && token.claim("azp").orElse(null) instanceof String client) {
            return client;
        }
        return principal().getName();
    }

    /** Not the injected identity: to ask that one may block where the token was not known yet. */
    private Principal principal() {
        return RememberedTokens.identityOf(request.getCurrent()).getPrincipal();
    }
}
