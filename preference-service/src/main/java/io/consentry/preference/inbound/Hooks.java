package io.consentry.preference.inbound;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.HookSecrets;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** What all hooks have in common: who may not come in learns nothing, and who may is answered when all is durable. */
@ApplicationScoped
class Hooks {

    private static final Logger LOG = Logger.getLogger(Hooks.class);

    private final TenantDirectory tenants;
    private final InboundSettingsStore settings;
    private final OptOuts optOuts;

    Hooks(TenantDirectory tenants, InboundSettingsStore settings, OptOuts optOuts) {
        this.tenants = tenants;
        this.settings = settings;
        this.optOuts = optOuts;
    }

    /** Thrown to nobody: the one answer to everybody who may not come in. */
    private static final class ForbiddenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Takes a delivery.
     *
     * @param genuine whether the delivery is signed with a secret of the tenant
     * @param work makes the delivery durable and answers the writes to wait for
     */
    Uni<Response> take(
            String tenant,
            Predicate<HookSecrets> genuine,
            BiFunction<Tenant, InboundSettings, Uni<List<ConsistencyToken>>> work,
            Response done) {
        return answer(tenant, genuine, (known, set) -> work.apply(known, set)
                .chain(optOuts::confirmed)
                .replaceWith(done));
    }

    Uni<Response> answer(
            String tenant, Predicate<HookSecrets> genuine, BiFunction<Tenant, InboundSettings, Uni<Response>> answer) {
        return known(tenant)
                .chain(found -> settings.find(found)
                        .chain(set -> genuine.test(set.secrets(found.keys()))
                                ? answer.apply(found, set)
                                : Uni.createFrom().failure(new ForbiddenException())))
                .onFailure(ForbiddenException.class)
                .recoverWithItem(() -> Response.status(403).build())
                .onFailure(failure -> !(failure instanceof RefusedException))
                .recoverWithItem(Hooks::unavailable);
    }

    private Uni<Tenant> known(String tenant) {
        return TenantId.isValid(tenant)
                ? tenants.get(new TenantId(tenant))
                        .onFailure(TenantUnknownException.class)
                        .transform(unknown -> new ForbiddenException())
                : Uni.createFrom().failure(new ForbiddenException());
    }

    /** Whatever failed on our side, nothing is known to be recorded: the provider must deliver again. */
    static Response unavailable(Throwable failure) {
        LOG.errorf("a delivery could not be taken: %s", Scrubbed.summary(failure));
        return Response.status(503).header(HttpHeaders.RETRY_AFTER, "1").build();
    }
}
