package io.consentry.consent.imports;

import io.consentry.consent.imports.CsvRows.Header;
import io.consentry.consent.ledger.ImportRecorder.RecordedRef;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.lines.CsvSeparator;
import io.consentry.kit.tenant.Tenant;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Imports in the database. Every method but {@link #open} wants a transaction that is scoped to the tenant. */
@ApplicationScoped
class ImportStore {

    private static final long LOCK = 0x696d706f7274L;
    private static final int OPEN_MAX = 1_000;
    private static final String TERMS = "terms";

    private final Pool workerPool;

    ImportStore(@ReactiveDataSource("worker") Pool workerPool) {
        this.workerPool = workerPool;
    }

    /** An import that has something to be done. */
    record OpenImport(TenantId tenant, UUID id, ImportState state, Instant updatedAt) {}

    /** All tenants' imports with something to be done, oldest first. */
    Uni<List<OpenImport>> open() {
        return workerPool.preparedQuery("""
                        select tenant_id, id, state, updated_at from consent_import
                         where state in ('receiving', 'waiting', 'running', 'undoing') order by created_at limit $1""").execute(Tuple.of(OPEN_MAX)).map(rows -> {
            List<OpenImport> open = new ArrayList<>();
            rows.forEach(row -> open.add(new OpenImport(
                    new TenantId(row.getString(0)),
                    row.getUUID(1),
                    ImportState.of(row.getString(2)),
                    row.getOffsetDateTime(3).toInstant())));
            return open;
        });
    }

    /** Whether nobody else works on imports; nobody will until the transaction ends. */
    Uni<Boolean> tryLead(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<Void> create(
            SqlConnection transaction,
            Tenant tenant,
            UUID id,
            boolean dryRun,
            TermsRequest terms,
            Header header,
            String clientId,
            Instant now) {
        return transaction
                .preparedQuery("""
                        insert into consent_import (tenant_id, id, state, dry_run, terms, header, client_id, created_at, updated_at,
                                                    separator)
                        values ($1, $2, 'receiving', $3, $4, $5, $6, $7, $7, $8)""")
                .execute(Tuple.from(new Object[] {
                    tenant.id().value(),
                    id,
                    dryRun,
                    Buffer.buffer(new ImportCipher(tenant.keys(), id).encrypt(terms, TERMS)),
                    header.fields().toArray(String[]::new),
                    clientId,
                    utc(now),
                    header.separator().wireName()
                }))
                .replaceWithVoid();
    }

    Uni<Void> addChunk(SqlConnection transaction, Tenant tenant, UUID id, int number, ImportChunk chunk, Instant now) {
        byte[] content = new ImportCipher(tenant.keys(), id).encrypt(chunk, ImportChunk.part(number));
        return transaction
                .preparedQuery(
                        "insert into consent_import_chunk (tenant_id, import_id, number, content) values ($1, $2, $3, $4)")
                .execute(Tuple.of(tenant.id().value(), id, number, Buffer.buffer(content)))
                .chain(() -> transaction
                        .preparedQuery("update consent_import set updated_at = $3 where tenant_id = $1 and id = $2")
                        .execute(Tuple.of(tenant.id().value(), id, utc(now))))
                .replaceWithVoid();
    }

    /** All of the list is here. */
    Uni<Void> accept(SqlConnection transaction, TenantId tenant, UUID id, int chunks, long rows, Instant now) {
        return transaction
                .preparedQuery("""
                        update consent_import set state = 'waiting', chunks = $3, rows = $4, updated_at = $5
                         where tenant_id = $1 and id = $2 and state = 'receiving'""")
                .execute(Tuple.of(tenant.value(), id, chunks, rows, utc(now)))
                .replaceWithVoid();
    }

    /** Forgets a list that was never accepted. */
    Uni<Void> drop(SqlConnection transaction, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery("delete from consent_import where tenant_id = $1 and id = $2 and state = 'receiving'")
                .execute(Tuple.of(tenant.value(), id))
                .chain(deleted ->
                        deleted.rowCount() == 0 ? Uni.createFrom().voidItem() : deleteChunks(transaction, tenant, id));
    }

    Uni<Void> deleteChunks(SqlConnection transaction, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery("delete from consent_import_chunk where tenant_id = $1 and import_id = $2")
                .execute(Tuple.of(tenant.value(), id))
                .replaceWithVoid();
    }

    /** The import, when it is this tenant's and was accepted. */
    Uni<Optional<ImportJob>> find(SqlConnection transaction, Tenant tenant, UUID id) {
        return transaction
                .preparedQuery("""
                        select id, state, dry_run, terms, header, created_at, started_at, finished_at, updated_at, chunks, next_chunk,
                               attempts, rows, rows_done, outcomes::text, errors, retracted, kept, separator
                          from consent_import where tenant_id = $1 and id = $2 and state <> 'receiving'""")
                .execute(Tuple.of(tenant.id().value(), id))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(job(rows.iterator().next(), tenant))
                        : Optional.empty());
    }

    /**
     * The same, and keeps others from changing it until the transaction ends. Not by a lock on the row, which would give the transaction its
     * id: it must not have one before it has locked the addresses, or the outbox would publish in another order than the locks'.
     */
    Uni<Optional<ImportJob>> lock(SqlConnection transaction, Tenant tenant, UUID id) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))")
                .execute(Tuple.of(id.toString()))
                .chain(() -> find(transaction, tenant, id));
    }

    Uni<ImportChunk> chunk(SqlConnection transaction, Tenant tenant, UUID id, int number) {
        return transaction
                .preparedQuery(
                        "select content from consent_import_chunk where tenant_id = $1 and import_id = $2 and number = $3")
                .execute(Tuple.of(tenant.id().value(), id, number))
                .map(rows -> new ImportCipher(tenant.keys(), id)
                        .decrypt(
                                rows.iterator().next().getBuffer(0).getBytes(),
                                ImportChunk.part(number),
                                ImportChunk.class));
    }

    Uni<Void> deleteChunk(SqlConnection transaction, TenantId tenant, UUID id, int number) {
        return transaction
                .preparedQuery(
                        "delete from consent_import_chunk where tenant_id = $1 and import_id = $2 and number = $3")
                .execute(Tuple.of(tenant.value(), id, number))
                .replaceWithVoid();
    }

    /** Writes how far an import is: everything of it that changes. */
    Uni<Void> save(SqlConnection transaction, TenantId tenant, ImportJob job) {
        return transaction
                .preparedQuery("""
                        update consent_import
                           set state = $3, started_at = $4, finished_at = $5, updated_at = $6, next_chunk = $7, attempts = $8,
                               rows_done = $9, outcomes = $10, errors = $11, retracted = $12, kept = $13
                         where tenant_id = $1 and id = $2""")
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    job.id(),
                    job.state().wireName(),
                    utcOrNull(job.startedAt()),
                    utcOrNull(job.finishedAt()),
                    utc(job.updatedAt()),
                    job.nextChunk(),
                    job.attempts(),
                    job.rowsDone(),
                    new JsonObject(EventJson.write(job.tally())),
                    job.errors(),
                    job.retracted(),
                    job.kept()
                }))
                .replaceWithVoid();
    }

    /** @param number of the first error among those of the import */
    Uni<Void> addErrors(SqlConnection transaction, TenantId tenant, UUID id, long number, List<LineError> errors) {
        if (errors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        insert into consent_import_error (tenant_id, import_id, number, line, field, code, message)
                        values ($1, $2, $3, $4, $5, $6, $7)""")
                .executeBatch(IntStream.range(0, errors.size())
                        .mapToObj(i -> Tuple.of(
                                        tenant.value(),
                                        id,
                                        number + i,
                                        errors.get(i).line(),
                                        errors.get(i).field())
                                .addString(errors.get(i).code())
                                .addString(errors.get(i).message()))
                        .toList())
                .replaceWithVoid();
    }

    Uni<List<LineError>> errors(SqlConnection transaction, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery("""
                        select line, field, code, message from consent_import_error
                         where tenant_id = $1 and import_id = $2 order by number""")
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> {
                    List<LineError> errors = new ArrayList<>();
                    rows.forEach(row -> errors.add(
                            new LineError(row.getLong(0), row.getString(1), row.getString(2), row.getString(3))));
                    return errors;
                });
    }

    Uni<Void> addEvents(SqlConnection transaction, TenantId tenant, UUID id, List<RecordedRef> events) {
        return transaction
                .preparedQuery("""
                        insert into consent_import_event (tenant_id, import_id, subject_id, event_id)
                        select $1, $2, subject, event from unnest($3::uuid[], $4::uuid[]) as recorded(subject, event)""")
                .execute(Tuple.of(
                        tenant.value(),
                        id,
                        events.stream().map(event -> event.subjectId().value()).toArray(UUID[]::new),
                        events.stream().map(RecordedRef::eventId).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** What an import recorded of some people, all of each. */
    Uni<Map<SubjectId, Set<UUID>>> events(SqlConnection transaction, TenantId tenant, UUID id, int peopleMax) {
        return transaction
                .preparedQuery("""
                        select subject_id, event_id from consent_import_event
                         where tenant_id = $1 and import_id = $2 and subject_id in (
                               select distinct subject_id from consent_import_event
                                where tenant_id = $1 and import_id = $2 order by subject_id limit $3)""")
                .execute(Tuple.of(tenant.value(), id, peopleMax))
                .map(ImportStore::byPerson);
    }

    private static Map<SubjectId, Set<UUID>> byPerson(RowSet<Row> rows) {
        Map<SubjectId, Set<UUID>> events = new HashMap<>();
        rows.forEach(row -> events.computeIfAbsent(new SubjectId(row.getUUID(0)), subject -> new HashSet<>())
                .add(row.getUUID(1)));
        return events;
    }

    Uni<Void> removeEvents(SqlConnection transaction, TenantId tenant, UUID id, Set<SubjectId> people) {
        return transaction
                .preparedQuery(
                        "delete from consent_import_event where tenant_id = $1 and import_id = $2 and subject_id = any($3)")
                .execute(Tuple.of(
                        tenant.value(),
                        id,
                        people.stream().map(SubjectId::value).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static ImportJob job(Row row, Tenant tenant) {
        UUID id = row.getUUID(0);
        return new ImportJob(
                id,
                ImportState.of(row.getString(1)),
                row.getBoolean(2),
                new ImportCipher(tenant.keys(), id).decrypt(row.getBuffer(3).getBytes(), TERMS, TermsRequest.class),
                Stream.of(row.getArrayOfStrings(4)).toList(),
                CsvSeparator.of(row.getString(18)),
                row.getOffsetDateTime(5).toInstant(),
                instant(row.getOffsetDateTime(6)),
                instant(row.getOffsetDateTime(7)),
                row.getOffsetDateTime(8).toInstant(),
                row.getInteger(9),
                row.getInteger(10),
                row.getInteger(11),
                row.getLong(12),
                row.getLong(13),
                EventJson.read(row.getString(14), ImportTally.class),
                row.getLong(15),
                row.getLong(16),
                row.getLong(17));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
        return stored == null ? null : stored.toInstant();
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
