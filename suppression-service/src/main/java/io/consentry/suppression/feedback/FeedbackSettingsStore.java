package io.consentry.suppression.feedback;

import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What tenants set, sealed with their keys; every transaction must be scoped to the tenant. */
@ApplicationScoped
class FeedbackSettingsStore {

    private static final String SETTINGS = "settings";
    private static final String CONFIRMATION = "confirmation";

    /** What the tenant set, and the subscription that waits for it. */
    record Stored(FeedbackSettings settings, Optional<PendingConfirmation> confirmation) {}

    Uni<Stored> find(SqlConnection transaction, Tenant tenant) {
        return transaction
                .preparedQuery("select sealed, confirmation from feedback_settings where tenant_id = $1")
                .execute(Tuple.of(tenant.id().value()))
                .map(rows -> rows.size() == 0
                        ? new Stored(FeedbackSettings.NONE, Optional.empty())
                        : stored(tenant, rows.iterator().next()));
    }

    private static Stored stored(Tenant tenant, Row row) {
        return new Stored(
                open(tenant, SETTINGS, row.getBuffer(0).getBytes(), FeedbackSettings.class),
                Optional.ofNullable(row.getBuffer(1))
                        .map(kept -> open(tenant, CONFIRMATION, kept.getBytes(), PendingConfirmation.class)));
    }

    /** Sets everything; a subscription that waited is forgotten. */
    Uni<Void> store(SqlConnection transaction, Tenant tenant, FeedbackSettings settings, Instant now) {
        return transaction
                .preparedQuery("""
                        insert into feedback_settings (tenant_id, sealed, updated_at) values ($1, $2, $3)
                        on conflict (tenant_id) do update
                           set sealed = excluded.sealed, updated_at = excluded.updated_at, confirmation = null""")
                .execute(Tuple.of(tenant.id().value(), seal(tenant, SETTINGS, settings), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Keeps a subscription for the tenant to confirm; the latest counts. */
    Uni<Void> keep(SqlConnection transaction, Tenant tenant, PendingConfirmation confirmation) {
        return transaction
                .preparedQuery("update feedback_settings set confirmation = $2 where tenant_id = $1")
                .execute(Tuple.of(tenant.id().value(), seal(tenant, CONFIRMATION, confirmation)))
                .replaceWithVoid();
    }

    private static Buffer seal(Tenant tenant, String part, Object content) {
        byte[] json = EventJson.write(content).getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer(tenant.keys().encrypt(json, associatedData(tenant, part)));
    }

    private static <T> T open(Tenant tenant, String part, byte[] sealed, Class<T> type) {
        try {
            byte[] json = tenant.keys().decrypt(sealed, associatedData(tenant, part));
            return EventJson.read(new String(json, StandardCharsets.UTF_8), type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the feedback " + part + " of " + tenant.id() + " cannot be decrypted", e);
        }
    }

    private static byte[] associatedData(Tenant tenant, String part) {
        return ("feedback:" + part + ":" + tenant.id().value()).getBytes(StandardCharsets.UTF_8);
    }
}
