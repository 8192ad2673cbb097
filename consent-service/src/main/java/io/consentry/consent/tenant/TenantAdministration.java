package io.consentry.consent.tenant;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.contract.event.TenantEvent.TenantSettingsPublished;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes tenants and changes them. Each version is stored and published in one transaction (capability T8). */
@ApplicationScoped
class TenantAdministration {

    private final TenantDatabase database;
    private final TenantDirectory tenants;
    private final KeyVault vault;
    private final Outbox outbox;
    private final Clock clock;

    TenantAdministration(TenantDatabase database, TenantDirectory tenants, KeyVault vault, Outbox outbox, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.vault = vault;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A tenant after a change, and whether there was one. */
    record Outcome(Tenant tenant, boolean changed, ConsistencyToken token) {}

    /** Makes the tenant; the same request again changes nothing, other settings are refused. */
    Uni<Outcome> create(TenantId id, TenantSettings settings) {
        return database.inTransaction(id, transaction -> lock(transaction, id)
                .chain(() -> tenants.find(transaction, id))
                .map(existing -> unchanged(existing, settings))
                .onFailure(TenantUnknownException.class)
                .recoverWithUni(() ->
                        publish(transaction, new Tenant(id, 1, TenantStatus.ACTIVE, settings, vault.generate()))));
    }

    /** Changes the tenant; one version more. */
    Uni<Outcome> change(TenantId id, UnaryOperator<Tenant> change) {
        return database.inTransaction(id, transaction -> lock(transaction, id)
                        .chain(() -> tenants.find(transaction, id))
                        .map(change)
                        .chain(next -> publish(transaction, next)))
                .onFailure(TenantUnknownException.class)
                .transform(unknown -> RefusedException.notFound("tenant"));
    }

    /** Gives the tenant a new encryption key, and wraps all its keys under the current key-encryption key. */
    Uni<Outcome> rotateKeys(TenantId id) {
        return change(
                id,
                tenant -> new Tenant(
                        tenant.id(),
                        tenant.version() + 1,
                        tenant.status(),
                        tenant.settings(),
                        tenant.keys().rotated()));
    }

    private static Outcome unchanged(Tenant existing, TenantSettings settings) {
        if (!existing.settings().equals(settings)) {
            throw new RefusedException(
                    ProblemType.TENANT_EXISTS,
                    "Choose another id; the tenant itself changes its settings with PUT /v1/tenant.");
        }
        return new Outcome(
                existing, false, new ConsistencyToken(Topic.CONSENT_EVENTS.source(), 0, OutboxPosition.START));
    }

    private Uni<Outcome> publish(SqlConnection transaction, Tenant tenant) {
        TenantSettingsPublished event = new TenantSettingsPublished(
                tenant.id(),
                tenant.version(),
                tenant.status(),
                tenant.settings(),
                vault.wrap(tenant.id(), tenant.keys()));
        OutgoingEvent outgoing = new OutgoingEvent(
                UUID.randomUUID(), tenant.id(), event, clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        return tenants.store(transaction, event)
                .chain(() -> outbox.append(transaction, List.of(outgoing)))
                .map(token -> new Outcome(tenant, true, token));
    }

    private static Uni<Void> lock(SqlConnection transaction, TenantId id) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('tenant ' || $1, 0))")
                .execute(Tuple.of(id.value()))
                .replaceWithVoid();
    }
}
