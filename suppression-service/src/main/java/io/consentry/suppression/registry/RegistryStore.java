package io.consentry.suppression.registry;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registry entries and runs in the database; every transaction must be scoped to the tenant. */
@ApplicationScoped
class RegistryStore {

    private static final String BLOCK = """
            with named as (
                select * from unnest($5::uuid[], $6::text[], $7::text[], $8::text[]) as n(id, kind, key, scope)),
            standing as (
                update suppression_entry entry set registry_run = $3 from named
                 where entry.tenant_id = $1 and entry.registry = $2 and entry.address_key = named.key
                   and entry.registry_scope = named.scope and entry.released_at is null
                returning named.id)
            insert into suppression_entry (tenant_id, id, address_kind, address_key, reason, origin, since, recorded_at,
                                           registry, registry_scope, registry_run)
            select $1, id, kind, key, 'registry', 'system', $4, $4, $2, scope, $3 from named
             where id not in (select id from standing)
            returning id, address_kind, address_key""";

    private static final String GONE = """
            select id, address_kind, address_key from suppression_entry
             where tenant_id = $1 and registry = $2 and released_at is null and registry_run <> $3
             limit $4 for update""";

    private static final String RELEASE = """
            update suppression_entry set released_at = $3, release_token = $4 where tenant_id = $1 and id = any ($2)""";

    private static final String COUNT = """
            select count(distinct address_key) from suppression_entry
             where tenant_id = $1 and registry = $2 and released_at is null and registry_run = $3""";

    /** Makes the entries of a run stand; gives those that did not before. */
    Uni<List<SuppressionAdded>> block(
            SqlConnection transaction,
            TenantId tenant,
            OptOutRegistry registry,
            UUID run,
            Instant at,
            List<Block> blocks) {
        UUID[] ids = blocks.stream().map(block -> UUID.randomUUID()).toArray(UUID[]::new);
        String[] kinds = texts(blocks, block -> block.address().kind().wireName());
        String[] keys = texts(blocks, block -> block.address().key().value());
        String[] scopes = texts(blocks, block -> block.scope().wireName());
        return transaction
                .preparedQuery(BLOCK)
                .execute(Tuple.from(
                        new Object[] {tenant.value(), registry.wireName(), run, utc(at), ids, kinds, keys, scopes}))
                .map(rows -> added(rows, at));
    }

    private static String[] texts(List<Block> blocks, java.util.function.Function<Block, String> text) {
        return blocks.stream().map(text).toArray(String[]::new);
    }

    private static List<SuppressionAdded> added(RowSet<Row> rows, Instant at) {
        List<SuppressionAdded> added = new ArrayList<>();
        rows.forEach(row -> added.add(new SuppressionAdded(
                row.getUUID(0),
                address(row),
                null,
                null,
                SuppressionReason.REGISTRY,
                SuppressionOrigin.SYSTEM,
                at,
                null,
                null,
                null)));
        return added;
    }

    /** Up to so many standing entries that a run did not name, kept from being changed by others. */
    Uni<List<SuppressionReleased>> findGone(
            SqlConnection transaction, TenantId tenant, OptOutRegistry registry, UUID run, Instant now, int limit) {
        return transaction
                .preparedQuery(GONE)
                .execute(Tuple.of(tenant.value(), registry.wireName(), run, limit))
                .map(rows -> {
                    List<SuppressionReleased> gone = new ArrayList<>();
                    rows.forEach(row -> gone.add(new SuppressionReleased(row.getUUID(0), address(row), now, null)));
                    return gone;
                });
    }

    /** Notes that entries were lifted. */
    Uni<Void> release(SqlConnection transaction, TenantId tenant, List<UUID> ids, Instant now, String token) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.of(tenant.value(), ids.toArray(UUID[]::new), utc(now), token))
                .replaceWithVoid();
    }

    /** How many addresses a run named. */
    Uni<Long> countNamed(SqlConnection transaction, TenantId tenant, OptOutRegistry registry, UUID run) {
        return transaction
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value(), registry.wireName(), run))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Keeps a run that was read to its end. */
    Uni<Void> save(
            SqlConnection transaction,
            TenantId tenant,
            CleanseRun run,
            String clientId,
            @Nullable String idempotencyKey) {
        return transaction
                .preparedQuery("""
                        insert into registry_run (tenant_id, run_id, registry, at, cleansed, certificate, client_id, idempotency_key)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""")
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    run.id(),
                    run.registry().wireName(),
                    utc(run.at()),
                    run.cleansed(),
                    EventJson.write(run),
                    clientId,
                    idempotencyKey
                }))
                .replaceWithVoid();
    }

    /** The run that a client's key stands for. */
    Uni<Optional<CleanseRun>> find(
            SqlConnection transaction, TenantId tenant, OptOutRegistry registry, String clientId, String key) {
        return transaction
                .preparedQuery("""
                        select certificate from registry_run
                         where tenant_id = $1 and registry = $2 and client_id = $3 and idempotency_key = $4""")
                .execute(Tuple.of(tenant.value(), registry.wireName(), clientId, key))
                .map(rows -> runs(rows).stream().findFirst());
    }

    /** The latest runs, the last one first. */
    Uni<List<CleanseRun>> latest(SqlConnection transaction, TenantId tenant, OptOutRegistry registry, int limit) {
        return transaction
                .preparedQuery("""
                        select certificate from registry_run where tenant_id = $1 and registry = $2
                         order by at desc, run_id limit $3""")
                .execute(Tuple.of(tenant.value(), registry.wireName(), limit))
                .map(RegistryStore::runs);
    }

    /** When the tenant's list was last cleansed. */
    Uni<Optional<Instant>> cleansedAt(SqlConnection transaction, TenantId tenant, OptOutRegistry registry) {
        return transaction
                .preparedQuery("select max(at) from registry_run where tenant_id = $1 and registry = $2 and cleansed")
                .execute(Tuple.of(tenant.value(), registry.wireName()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0))
                        .map(OffsetDateTime::toInstant));
    }

    private static List<CleanseRun> runs(RowSet<Row> rows) {
        List<CleanseRun> runs = new ArrayList<>();
        rows.forEach(row -> runs.add(EventJson.read(row.getString(0), CleanseRun.class)));
        return runs;
    }

    private static KeyedAddress address(Row row) {
        return KeyedAddress.of(row.getString(1), row.getString(2));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
