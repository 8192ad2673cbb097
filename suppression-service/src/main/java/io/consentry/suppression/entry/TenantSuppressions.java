package io.consentry.suppression.entry;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.ProblemType;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What a tenant itself does to its list. */
@ApplicationScoped
class TenantSuppressions {

    private final SuppressionStore store;
    private final SuppressionList list;
    private final Clock clock;

    TenantSuppressions(SuppressionStore store, SuppressionList list, Clock clock) {
        this.store = store;
        this.list = list;
        this.clock = clock;
    }

    Uni<AddedView> add(SqlConnection transaction, Tenant tenant, AddSuppression command) {
        UUID id = UUID.randomUUID();
        SuppressionEntry entry = command.toEntry(tenant, id, now());
        return list.add(transaction, tenant.id(), entry, command.personalPart(tenant, id))
                .map(token -> AddedView.of(entry, token.orElseThrow()));
    }

    /** Lifts an entry by {@link ReleaseRule}; one that is lifted already gives the same answer again. */
    Uni<ReleasedView> release(SqlConnection transaction, Tenant tenant, UUID id, ReleaseGrounds grounds) {
        return store.findForUpdate(transaction, tenant.id(), id)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("suppression")))
                .chain(stored -> release(transaction, tenant, stored, grounds));
    }

    private Uni<ReleasedView> release(
            SqlConnection transaction, Tenant tenant, StoredEntry stored, ReleaseGrounds grounds) {
        SuppressionEntry entry = stored.entry();
        Release earlier = stored.release();
        if (earlier != null) {
            return Uni.createFrom().item(new ReleasedView(entry.id(), true, earlier.token()));
        }
        ReleaseRule.refusal(entry.reason()).ifPresent(rule -> {
            throw new RefusedException(ProblemType.RELEASE_REFUSED, rule);
        });
        Buffer sealed = new EntryCipher(tenant.keys(), entry.id()).encrypt(Part.RELEASE, EventJson.write(grounds));
        return list.release(transaction, tenant.id(), entry, now(), null, sealed)
                .map(ConsistencyToken::text)
                .map(token -> new ReleasedView(entry.id(), true, token));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
