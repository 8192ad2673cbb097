package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The lists that imports have still to read; every transaction must be scoped to the tenant. */
@ApplicationScoped
class ChunkStore {

    private static final String ADD = """
            with alive as (update suppression_import set updated_at = $6 where tenant_id = $1 and id = $2 and state = 'receiving' returning id)
            insert into suppression_import_chunk (tenant_id, import_id, number, first_line, content)
            select $1, id, $3, $4, $5 from alive""";

    /** Stores a part of the list; false when the import has been dropped meanwhile. */
    Uni<Boolean> add(SqlConnection transaction, TenantId tenant, UUID id, Chunk chunk, Instant now) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    id,
                    chunk.number(),
                    chunk.firstLine(),
                    Buffer.buffer(chunk.content()),
                    now.atOffset(ZoneOffset.UTC)
                }))
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** A part of the list; empty when it is applied, or there is none. */
    Uni<Optional<Chunk>> find(SqlConnection transaction, TenantId tenant, UUID id, int number) {
        return transaction
                .preparedQuery("""
                        select number, first_line, content from suppression_import_chunk
                         where tenant_id = $1 and import_id = $2 and number = $3""")
                .execute(Tuple.of(tenant.value(), id, number))
                .map(ChunkStore::chunk);
    }

    /** Deletes a part that was applied. */
    Uni<Void> delete(SqlConnection transaction, TenantId tenant, UUID id, int number) {
        return run(
                transaction,
                "delete from suppression_import_chunk where tenant_id = $1 and import_id = $2 and number = $3",
                tenant.value(),
                id,
                number);
    }

    /** Deletes what is left of the list, and what a dry run noted. */
    Uni<Void> drop(SqlConnection transaction, TenantId tenant, UUID id) {
        return run(
                        transaction,
                        "delete from suppression_import_chunk where tenant_id = $1 and import_id = $2",
                        tenant.value(),
                        id)
                .chain(() -> run(
                        transaction,
                        "delete from suppression_import_preview where tenant_id = $1 and import_id = $2",
                        tenant.value(),
                        id));
    }

    private static Optional<Chunk> chunk(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Chunk(
                    row.getInteger(0), row.getLong(1), row.getBuffer(2).getBytes()));
        }
        return Optional.empty();
    }

    private static Uni<Void> run(SqlConnection transaction, String sql, Object... values) {
        return transaction.preparedQuery(sql).execute(Tuple.from(values)).replaceWithVoid();
    }
}
