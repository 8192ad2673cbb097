package io.consentry.consent.ledger;

import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.EventCatalogue;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The ledger's decisions, for whoever vouches for them. */
@ApplicationScoped
public class DecisionRecords {

    /** A tenant's decision; empty for anything else that the ledger holds, and for another tenant's. */
    public Uni<Optional<DecisionRecord>> find(SqlConnection transaction, Tenant tenant, UUID eventId) {
        return transaction
                .preparedQuery("""
                        select event_id, type, payload, evidence, tenant_version, purpose_version, notice_revision
                          from ledger_event
                         where tenant_id = $1 and event_id = $2 and type like 'io.consentry.consent.%'""")
                .execute(Tuple.of(tenant.id().value(), eventId))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(record(tenant, rows.iterator().next()))
                        : Optional.empty());
    }

    private static DecisionRecord record(Tenant tenant, Row row) {
        UUID id = row.getUUID(0);
        String type = row.getString(1);
        Class<? extends ConsentEvent> event = EventCatalogue.find(type)
                .orElseThrow(() -> new IllegalStateException("the ledger holds an unknown type: " + type))
                .asSubclass(ConsentEvent.class);
        Evidence evidence =
                EvidenceCipher.decrypt(tenant.keys(), id, row.getBuffer(3).getBytes());
        return new DecisionRecord(
                id,
                EventJson.read(row.getString(2), event),
                evidence.locale(),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }
}
