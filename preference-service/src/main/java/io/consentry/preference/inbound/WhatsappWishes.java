package io.consentry.preference.inbound;

import io.consentry.contract.KeyedAddress;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The last that WhatsApp said of each person's wish: what was said earlier changes nothing when it arrives later (rule D-05). */
@ApplicationScoped
class WhatsappWishes {

    private final Clock clock;

    WhatsappWishes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes a wish and says whether it is news. One from the future counts as said now, lest it outrank what is said after it; of two at
     * the same instant the one that stops counts.
     */
    Uni<Boolean> note(
            SqlConnection transaction, Tenant tenant, KeyedAddress address, boolean stop, @Nullable Instant at) {
        Instant now = clock.instant();
        Instant said = at == null || at.isAfter(now) ? now : at;
        return transaction
                .preparedQuery("""
                        insert into whatsapp_wish (tenant_id, address_kind, address_key, said_at, stopped)
                        values ($1, $2, $3, $4, $5)
                        on conflict (tenant_id, address_kind, address_key) do update
                           set said_at = excluded.said_at, stopped = excluded.stopped
                         where whatsapp_wish.said_at < excluded.said_at
                            or whatsapp_wish.said_at = excluded.said_at and excluded.stopped and not whatsapp_wish.stopped""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        address.kind().wireName(),
                        address.key().value(),
                        said.atOffset(ZoneOffset.UTC),
                        stop))
                .map(noted -> noted.rowCount() == 1);
    }
}
