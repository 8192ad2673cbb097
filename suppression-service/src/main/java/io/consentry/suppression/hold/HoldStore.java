package io.consentry.suppression.hold;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Removes what a hold protected, once it has ended. */
@ApplicationScoped
class HoldStore {

    private static final long LOCK = 0x686f6c64L;

    /** The boundary is that of {@link Hold#until}. What a released entry still keeps of the person goes, too. */
    private static final String MINIMISE = """
            with due as (
                select id from suppression_entry
                 where tenant_id = $1 and hold_until <= $2 and minimised_at is null
                 order by hold_until limit $3 for update)
            update suppression_entry entry
               set minimised_at = $2, encrypted_address = null, masked = null, note = null
              from due where entry.tenant_id = $1 and entry.id = due.id
            returning entry.id, entry.address_kind, entry.address_key""";

    /** Waits until no other instance does the job; holds until the transaction ends. */
    Uni<Void> lock(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .replaceWithVoid();
    }

    /** Minimises up to {@code limit} entries whose hold has ended. */
    Uni<List<SuppressionMinimised>> minimise(SqlConnection transaction, TenantId tenant, Instant now, int limit) {
        return transaction
                .preparedQuery(MINIMISE)
                .execute(Tuple.of(tenant.value(), now.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> events(rows, now));
    }

    private static List<SuppressionMinimised> events(RowSet<Row> rows, Instant now) {
        List<SuppressionMinimised> events = new ArrayList<>();
        for (Row row : rows) {
            KeyedAddress address = KeyedAddress.of(row.getString(1), row.getString(2));
            events.add(new SuppressionMinimised(row.getUUID(0), address, now));
        }
        return events;
    }
}
