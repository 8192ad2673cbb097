package io.consentry.suppression.transfer;

import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.EntryCipher;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.consentry.suppression.entry.SearchCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the list page by page; every transaction must be scoped to the tenant. */
@ApplicationScoped
class ExportStore {

    private static final String PAGE = """
            select id, address_kind, address_key, foreign_hash, channel, purpose, reason, origin, registry, since, recorded_at, hold_until,
                   minimised_at is not null, case when $5 then encrypted_address end
              from suppression_entry
             where tenant_id = $1 and (recorded_at, id) > ($2, $3) and released_at is null
             order by recorded_at, id limit $4""";

    /** The entries that stand after a point, in order of recording. */
    Uni<List<ExportedEntry>> page(
            SqlConnection transaction, Tenant tenant, SearchCursor after, int limit, boolean plain) {
        return transaction
                .preparedQuery(PAGE)
                .execute(Tuple.of(
                        tenant.id().value(), after.recordedAt().atOffset(ZoneOffset.UTC), after.id(), limit, plain))
                .map(rows -> {
                    List<ExportedEntry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(tenant, row)));
                    return entries;
                });
    }

    private static ExportedEntry entry(Tenant tenant, Row row) {
        UUID id = row.getUUID(0);
        String foreignHash = row.getString(3);
        return new ExportedEntry(
                id,
                row.getString(1),
                address(tenant, id, row),
                foreignHash == null ? row.getString(2) : null,
                foreignHash,
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getOffsetDateTime(9).toInstant(),
                row.getOffsetDateTime(10).toInstant(),
                instant(row),
                row.getBoolean(12));
    }

    private static @Nullable String address(Tenant tenant, UUID id, Row row) {
        io.vertx.mutiny.core.buffer.Buffer encrypted = row.getBuffer(13);
        return encrypted == null
                ? null
                : new EntryCipher(tenant.keys(), id).decrypt(Part.ADDRESS, encrypted.getDelegate());
    }

    private static @Nullable Instant instant(Row row) {
        OffsetDateTime time = row.getOffsetDateTime(11);
        return time == null ? null : time.toInstant();
    }
}
