package io.consentry.preference.unsubscribe;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Grants the one confirmation of an opt-out (rule B-13): who writes STOP three times, or in two deliveries at once, gets one. */
@ApplicationScoped
class Confirmations {

    private static final Duration APART = Duration.ofDays(1);

    /** Whether this opt-out is the one to confirm; then no other at its address and channel is, for a day. */
    Uni<Boolean> take(SqlConnection transaction, OptOut optOut, Instant now) {
        if (!optOut.confirmable()) {
            return Uni.createFrom().item(false);
        }
        return transaction
                .preparedQuery("""
                        insert into confirmation (tenant_id, address_kind, address_key, channel, granted_at)
                        values ($1, $2, $3, $4, $5)
                        on conflict (tenant_id, address_kind, address_key, channel) do update set granted_at = excluded.granted_at
                         where confirmation.granted_at <= $6""")
                .execute(Tuple.from(new @Nullable Object[] {
                    optOut.tenant().value(),
                    optOut.address().kind().wireName(),
                    optOut.address().key().value(),
                    optOut.channel() == null ? "" : optOut.channel().wireName(),
                    now.atOffset(ZoneOffset.UTC),
                    now.minus(APART).atOffset(ZoneOffset.UTC)
                }))
                .map(granted -> granted.rowCount() == 1);
    }
}
