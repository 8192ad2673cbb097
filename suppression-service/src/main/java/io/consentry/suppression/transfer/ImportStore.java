package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.lines.CsvSeparator;
import io.consentry.suppression.transfer.ImportJob.Tally;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports in the database; every transaction must be scoped to the tenant. */
@ApplicationScoped
class ImportStore {

    private static final String CREATE = """
            insert into suppression_import (tenant_id, id, state, dry_run, columns, defaults, client_id, created_at, updated_at,
                                           separator)
            values ($1, $2, 'receiving', $3, $4, $5, $6, $7, $7, $8)""";

    private static final String FIND = """
            select id, state, dry_run, columns, defaults, created_at, started_at, finished_at, updated_at, rows, next_chunk, attempts,
                   rows_read, added, already_there, refused, foreign_hashes, released, kept, first_recorded_at, last_recorded_at,
                   separator
              from suppression_import where tenant_id = $1 and id = $2 """;

    private static final String ADVANCE = """
            update suppression_import
               set state = 'running', next_chunk = next_chunk + 1, attempts = 0, started_at = coalesce(started_at, $3), updated_at = $3,
                   rows_read = rows_read + $4, added = added + $5, already_there = already_there + $6, refused = refused + $7,
                   foreign_hashes = foreign_hashes + $8,
                   first_recorded_at = least(first_recorded_at, $9), last_recorded_at = greatest(last_recorded_at, $9)
             where tenant_id = $1 and id = $2""";

    private final ChunkStore chunks;

    ImportStore(ChunkStore chunks) {
        this.chunks = chunks;
    }

    /** Notes that a list is on its way. */
    Uni<Void> create(SqlConnection transaction, TenantId tenant, NewImport created) {
        return run(
                transaction,
                CREATE,
                tenant.value(),
                created.id(),
                created.dryRun(),
                created.columns().toArray(String[]::new),
                EventJson.write(created.defaults()),
                created.clientId(),
                utc(created.at()),
                created.separator().wireName());
    }

    /** The list is complete: from here on the import happens. */
    Uni<Boolean> accept(SqlConnection transaction, TenantId tenant, UUID id, long rows, Instant now) {
        return transaction
                .preparedQuery("""
                        update suppression_import set state = 'waiting', rows = $3, updated_at = $4
                         where tenant_id = $1 and id = $2 and state = 'receiving'""")
                .execute(Tuple.of(tenant.value(), id, rows, utc(now)))
                .map(updated -> updated.rowCount() == 1);
    }

    /** Forgets an import unless it was accepted. */
    Uni<Void> discard(SqlConnection transaction, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery(
                        "delete from suppression_import where tenant_id = $1 and id = $2 and state = 'receiving'")
                .execute(Tuple.of(tenant.value(), id))
                .chain(deleted -> deleted.rowCount() == 1
                        ? chunks.drop(transaction, tenant, id)
                        : Uni.createFrom().voidItem());
    }

    /** The import, if it is the tenant's and was accepted. */
    Uni<Optional<ImportJob>> find(SqlConnection transaction, TenantId tenant, UUID id) {
        return find(transaction, FIND + " and state <> 'receiving'", tenant, id);
    }

    /** The import, kept from being changed by others until the transaction ends. */
    Uni<Optional<ImportJob>> findForUpdate(SqlConnection transaction, TenantId tenant, UUID id) {
        return find(transaction, FIND + " for update", tenant, id);
    }

    private static Uni<Optional<ImportJob>> find(SqlConnection transaction, String sql, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(job(row));
                    }
                    return Optional.empty();
                });
    }

    /** Notes that a chunk was applied, and deletes it. */
    Uni<Void> advance(SqlConnection transaction, TenantId tenant, UUID id, int number, Tally tally, Instant now) {
        return run(
                        transaction,
                        ADVANCE,
                        tenant.value(),
                        id,
                        utc(now),
                        tally.rowsRead(),
                        tally.added(),
                        tally.alreadyThere(),
                        tally.refused(),
                        tally.foreignHashes(),
                        utc(now))
                .chain(() -> chunks.delete(transaction, tenant, id, number));
    }

    /** Reads no more of the list: what is left of it is deleted. */
    Uni<Void> stop(SqlConnection transaction, TenantId tenant, UUID id, ImportState state, Instant now) {
        return chunks.drop(transaction, tenant, id)
                .chain(() -> run(
                        transaction,
                        """
                update suppression_import
                   set state = $3, updated_at = $4, attempts = 0, finished_at = case when $5 then $4 else finished_at end
                 where tenant_id = $1 and id = $2""",
                        tenant.value(),
                        id,
                        state.wireName(),
                        utc(now),
                        state != ImportState.UNDOING));
    }

    /** Notes that some work on the import failed. */
    Uni<Void> countAttempt(SqlConnection transaction, TenantId tenant, UUID id) {
        return run(
                transaction,
                "update suppression_import set attempts = attempts + 1 where tenant_id = $1 and id = $2",
                tenant.value(),
                id);
    }

    /** Notes what undoing has lifted. */
    Uni<Void> addReleased(SqlConnection transaction, TenantId tenant, UUID id, int released, Instant now) {
        return run(transaction, """
                update suppression_import set released = released + $3, attempts = 0, updated_at = $4
                 where tenant_id = $1 and id = $2""", tenant.value(), id, released, utc(now));
    }

    /** The import is undone. */
    Uni<Void> finishUndo(SqlConnection transaction, TenantId tenant, UUID id, long kept, Instant now) {
        return run(transaction, """
                update suppression_import set state = 'undone', kept = $3, updated_at = $4 where tenant_id = $1 and id = $2""", tenant.value(), id, kept, utc(now));
    }

    private static Uni<Void> run(SqlConnection transaction, String sql, @Nullable Object... values) {
        return transaction.preparedQuery(sql).execute(Tuple.from(values)).replaceWithVoid();
    }

    private static ImportJob job(Row row) {
        return new ImportJob(
                row.getUUID(0),
                ImportState.of(row.getString(1)),
                row.getBoolean(2),
                List.of(row.getArrayOfStrings(3)),
                CsvSeparator.of(row.getString(21)),
                EventJson.read(row.getString(4), ListDefaults.class),
                row.getOffsetDateTime(5).toInstant(),
                instant(row, 6),
                instant(row, 7),
                row.getOffsetDateTime(8).toInstant(),
                row.getLong(9),
                row.getInteger(10),
                row.getInteger(11),
                new Tally(
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14),
                        row.getLong(15),
                        row.getLong(16),
                        row.getLong(17),
                        row.getLong(18)),
                instant(row, 19),
                instant(row, 20));
    }

    private static @Nullable Instant instant(Row row, int column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
