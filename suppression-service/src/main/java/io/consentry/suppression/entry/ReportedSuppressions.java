package io.consentry.suppression.entry;

import io.consentry.contract.Channel;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.consentry.suppression.hold.Hold;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What mail systems report puts e-mail addresses on the list, for the whole channel. A reason that stands on an address already is not
 * put there again.
 */
@ApplicationScoped
public class ReportedSuppressions {

    private final SuppressionStore store;
    private final SuppressionList list;

    ReportedSuppressions(SuppressionStore store, SuppressionList list) {
        this.store = store;
        this.list = list;
    }

    /** Makes reports on the address wait for each other until the transaction ends. */
    public Uni<Void> lock(SqlConnection transaction, Tenant tenant, ReportedAddress address) {
        return store.lock(transaction, tenant.id(), address.address().key());
    }

    /** The entry of this reason that stands on the address and is not minimised. */
    public Uni<Optional<UUID>> standing(
            SqlConnection transaction, Tenant tenant, ReportedAddress address, SuppressionReason reason) {
        return store.findStanding(transaction, tenant.id(), address.address().key(), reason, Channel.EMAIL);
    }

    /** Makes an entry of this reason stand on the address, which must be locked. */
    public Uni<UUID> suppress(
            SqlConnection transaction, Tenant tenant, ReportedAddress address, SuppressionReason reason, Instant now) {
        return standing(transaction, tenant, address, reason)
                .chain(found -> found.map(id -> Uni.createFrom().item(id))
                        .orElseGet(() -> add(transaction, tenant, address, reason, now)));
    }

    private Uni<UUID> add(
            SqlConnection transaction, Tenant tenant, ReportedAddress address, SuppressionReason reason, Instant now) {
        UUID id = UUID.randomUUID();
        SuppressionEntry entry = new SuppressionEntry(
                id,
                address.address(),
                new Scope(null, Channel.EMAIL),
                reason,
                origin(reason),
                now,
                now,
                reason.hasHold() ? Hold.of(tenant).until(now) : null,
                null,
                null);
        return list.add(transaction, tenant.id(), entry, personal(tenant, id, address))
                .replaceWith(id);
    }

    private static PersonalPart personal(Tenant tenant, UUID id, ReportedAddress address) {
        String raw = address.raw();
        return new PersonalPart(
                raw == null ? null : new EntryCipher(tenant.keys(), id).encrypt(Part.ADDRESS, raw),
                address.masked(),
                null);
    }

    /** A bounce is never the recipient's own act. */
    private static SuppressionOrigin origin(SuppressionReason reason) {
        return switch (reason) {
            case COMPLAINT, OPT_OUT -> SuppressionOrigin.RECIPIENT;
            case HARD_BOUNCE, SOFT_BOUNCE -> SuppressionOrigin.SYSTEM;
            case REGISTRY, MANUAL, LEGAL, ERASED, WRONG_PERSON ->
                throw new IllegalArgumentException("reason: " + reason + " (expected: one that mail systems report)");
        };
    }
}
