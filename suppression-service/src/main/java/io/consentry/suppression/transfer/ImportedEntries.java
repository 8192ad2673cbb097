package io.consentry.suppression.transfer;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.consentry.suppression.entry.SearchCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries that imports add and undoing lifts, many at a time; every transaction must be scoped to the tenant. */
@ApplicationScoped
class ImportedEntries {

    /**
     * {@code standing}: of the entries that are asked for, those that stand: same address, scope and reason, and held as long. One that
     * another import added and no third one names ({@code lone}) is taken only when there is no other, for then it must be marked.
     * A person's own opt-out, which their own consent releases, stands for nobody's list. Lateral with a limit: joined freely, a chunk would be hashed against the whole list.
     */
    private static final String STANDING = """
            with named as (
                select * from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
                                     $9::timestamptz[], $10::boolean[])
                    as n(id, key, purpose, channel, reason, since, hold_until, dated)),
            standing as (
                select named.id, found.entry_id, found.lone from named cross join lateral (
                    select entry.id as entry_id, coalesce(entry.import_id <> $2 and not entry.import_shared, false) as lone
                      from suppression_entry entry
                     where entry.tenant_id = $1 and entry.address_key = named.key
                       and entry.released_at is null and entry.reason = named.reason and entry.subject_id is null
                       and entry.purpose is not distinct from named.purpose and entry.channel is not distinct from named.channel
                       and case when named.dated
                                then entry.since >= named.since and (entry.hold_until is null or entry.hold_until >= named.hold_until)
                                else entry.minimised_at is null end
                     order by lone limit 1) found)""";

    private static final String ADD = STANDING + """
            , shared as (
                update suppression_entry entry set import_shared = true
                 where entry.tenant_id = $1 and entry.id = any (array (select entry_id from standing where lone))
                   and entry.released_at is null
                returning entry.id)
            insert into suppression_entry (tenant_id, id, address_kind, address_key, purpose, channel, reason, origin, since, recorded_at,
                                           hold_until, encrypted_address, masked, note, foreign_hash, import_id)
            select $1, named.id, kind, named.key, named.purpose, named.channel, named.reason, origin, named.since, $11, named.hold_until,
                   address, masked, note, foreign_hash, $2
              from named join unnest($3::uuid[], $12::text[], $13::text[], $14::bytea[], $15::text[], $16::bytea[], $17::text[])
                    as rest(id, kind, origin, address, masked, note, foreign_hash) using (id)
             where named.id not in (select id from standing where not lone or entry_id in (select id from shared))
            returning id""";

    private static final String PREVIEW = STANDING + """
            , claims as (select * from unnest($3::uuid[], $11::bytea[]) as c(id, claim)),
            first as (
                insert into suppression_import_preview (tenant_id, import_id, claim)
                select $1, $2, claim from claims where id not in (select id from standing)
                on conflict do nothing returning claim)
            select id from claims where claim in (select claim from first)""";

    private static final String OF_IMPORT = """
            select id, address_kind, address_key, import_shared, recorded_at from suppression_entry
             where tenant_id = $1 and import_id = $2 and recorded_at <= $4 and (recorded_at, id) > ($3, $5) and released_at is null
             order by recorded_at, id limit $6 for update""";

    private static final String RELEASE = """
            update suppression_entry entry
               set released_at = $2, release_reason = grounds.sealed, release_token = $3, encrypted_address = null, masked = null, note = null
              from unnest($4::uuid[], $5::bytea[]) as grounds(id, sealed)
             where entry.tenant_id = $1 and entry.id = grounds.id""";

    /** An entry of an import that stands. */
    record Standing(UUID id, KeyedAddress address, boolean shared, Instant recordedAt) {}

    /** Adds those that do not stand; gives their ids. */
    Uni<Set<UUID>> add(SqlConnection transaction, TenantId tenant, UUID importId, List<NewEntry> entries, Instant now) {
        List<Object> values = named(tenant, importId, entries);
        values.add(utc(now));
        values.add(texts(entries, entry -> entry.address().kind().wireName()));
        values.add(texts(entries, entry -> entry.origin().wireName()));
        values.add(entries.stream().map(entry -> entry.personal().address()).toArray(Buffer[]::new));
        values.add(texts(entries, entry -> entry.personal().masked()));
        values.add(entries.stream().map(entry -> entry.personal().note()).toArray(Buffer[]::new));
        values.add(texts(
                entries,
                entry ->
                        entry.foreignHash() == null ? null : entry.foreignHash().wireName()));
        return ids(transaction, ADD, values);
    }

    /** Says which ones {@link #add} would add, and remembers that they were counted. */
    Uni<Set<UUID>> preview(SqlConnection transaction, TenantId tenant, UUID importId, List<NewEntry> entries) {
        List<Object> values = named(tenant, importId, entries);
        values.add(entries.stream().map(ImportedEntries::claim).toArray(Buffer[]::new));
        return ids(transaction, PREVIEW, values);
    }

    private static Uni<Set<UUID>> ids(SqlConnection transaction, String sql, List<Object> values) {
        return transaction.preparedQuery(sql).execute(Tuple.from(values)).map(rows -> {
            Set<UUID> ids = new HashSet<>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }

    private static List<Object> named(TenantId tenant, UUID importId, List<NewEntry> entries) {
        return new ArrayList<>(Arrays.asList(
                tenant.value(),
                importId,
                entries.stream().map(NewEntry::id).toArray(UUID[]::new),
                texts(entries, entry -> entry.address().key().value()),
                texts(entries, ImportedEntries::purpose),
                texts(entries, ImportedEntries::channel),
                texts(entries, entry -> entry.reason().wireName()),
                entries.stream().map(entry -> utc(entry.since())).toArray(OffsetDateTime[]::new),
                entries.stream().map(ImportedEntries::holdUntil).toArray(OffsetDateTime[]::new),
                entries.stream().map(NewEntry::dated).toArray(Boolean[]::new)));
    }

    private static @Nullable String purpose(NewEntry entry) {
        return entry.scope().purpose() == null ? null : entry.scope().purpose().value();
    }

    private static @Nullable String channel(NewEntry entry) {
        return entry.scope().channel() == null ? null : entry.scope().channel().wireName();
    }

    private static @Nullable OffsetDateTime holdUntil(NewEntry entry) {
        return entry.holdUntil() == null ? null : utc(entry.holdUntil());
    }

    private static String[] texts(List<NewEntry> entries, Function<NewEntry, @Nullable String> text) {
        return entries.stream().map(text).toArray(String[]::new);
    }

    private static Buffer claim(NewEntry entry) {
        try {
            String text = String.join(
                    " ",
                    entry.address().key().value(),
                    String.valueOf(purpose(entry)),
                    String.valueOf(channel(entry)),
                    entry.reason().wireName());
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /** The next standing entries of an import after one; kept from being changed by others. */
    Uni<List<Standing>> next(
            SqlConnection transaction, TenantId tenant, UUID importId, SearchCursor after, Instant last, int limit) {
        return transaction
                .preparedQuery(OF_IMPORT)
                .execute(Tuple.from(
                        new Object[] {tenant.value(), importId, utc(after.recordedAt()), utc(last), after.id(), limit}))
                .map(ImportedEntries::standing);
    }

    /** Notes that entries were lifted. What they kept of people goes at once: it came by mistake. */
    Uni<Void> release(
            SqlConnection transaction,
            TenantId tenant,
            List<UUID> ids,
            List<Buffer> sealedGrounds,
            Instant now,
            String token) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.from(new Object[] {
                    tenant.value(), utc(now), token, ids.toArray(UUID[]::new), sealedGrounds.toArray(Buffer[]::new)
                }))
                .replaceWithVoid();
    }

    private static List<Standing> standing(RowSet<Row> rows) {
        List<Standing> standing = new ArrayList<>();
        rows.forEach(row -> standing.add(new Standing(
                row.getUUID(0),
                KeyedAddress.of(row.getString(1), row.getString(2)),
                row.getBoolean(3),
                row.getOffsetDateTime(4).toInstant())));
        return standing;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
