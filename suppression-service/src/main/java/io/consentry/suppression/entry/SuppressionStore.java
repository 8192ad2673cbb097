package io.consentry.suppression.entry;

import io.consentry.contract.AddressKey;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
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

/** The entries in the database; every transaction must be scoped to the tenant. */
@ApplicationScoped
class SuppressionStore {

    private static final String INSERT = """
            insert into suppression_entry (tenant_id, id, address_kind, address_key, purpose, channel, reason, origin, since,
                                           recorded_at, hold_until, cause, encrypted_address, masked, note, subject_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            on conflict (tenant_id, cause, address_key) where cause is not null do nothing""";

    private static final String SELECT = "select " + EntryRow.COLUMNS + " from suppression_entry where tenant_id = $1 ";

    private static final String PAGE = """
             and ($3::text is null or reason = $3) and recorded_at > $4 and (recorded_at, id) > ($5, $6)
             order by recorded_at, id limit $7""";

    private static final String LIFTABLE = SELECT + """
             and address_key = any ($2) and purpose = $3 and channel = $4 and since < $5
             and reason = 'opt_out' and released_at is null and subject_id = $6
             order by recorded_at, id for update""";

    private static final String CAUSED = SELECT + """
             and cause = $2 and reason = 'opt_out' and released_at is null
             order by recorded_at, id for update""";

    private static final String STANDING = """
            select id from suppression_entry
             where tenant_id = $1 and address_key = $2 and reason = $3 and purpose is null and (channel is null or channel = $4)
               and released_at is null and minimised_at is null
             order by recorded_at, id limit 1""";

    private static final String RELEASE = """
            update suppression_entry
               set released_at = $3, release_cause = $4, release_reason = $5, release_token = $6
             where tenant_id = $1 and id = $2""";

    /** Adds entries, and tells which: not those that the same event has led to before. */
    Uni<List<SuppressionEntry>> insert(
            SqlConnection transaction, TenantId tenant, List<SuppressionEntry> entries, PersonalPart personal) {
        if (entries.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return transaction
                .preparedQuery(INSERT)
                .executeBatch(entries.stream()
                        .map(entry -> row(tenant, entry, personal))
                        .toList())
                .map(results -> inserted(entries, results));
    }

    private static List<SuppressionEntry> inserted(List<SuppressionEntry> entries, RowSet<Row> results) {
        List<SuppressionEntry> inserted = new ArrayList<>();
        RowSet<Row> result = results;
        for (SuppressionEntry entry : entries) {
            if (result.rowCount() == 1) {
                inserted.add(entry);
            }
            result = result.next();
        }
        return inserted;
    }

    private static Tuple row(TenantId tenant, SuppressionEntry entry, PersonalPart personal) {
        PurposeKey purpose = entry.scope().purpose();
        Channel channel = entry.scope().channel();
        return Tuple.from(new Object[] {
            tenant.value(),
            entry.id(),
            entry.address().kind().wireName(),
            entry.address().key().value(),
            purpose == null ? null : purpose.value(),
            channel == null ? null : channel.wireName(),
            entry.reason().wireName(),
            entry.origin().wireName(),
            utc(entry.since()),
            utc(entry.recordedAt()),
            utc(entry.holdUntil()),
            entry.cause(),
            personal.address(),
            personal.masked(),
            personal.note(),
            entry.subject() == null ? null : entry.subject().value()
        });
    }

    /** The entry, if it is the tenant's. */
    Uni<Optional<StoredEntry>> find(SqlConnection transaction, TenantId tenant, UUID id) {
        return findOne(transaction, SELECT + "and id = $2", tenant, id);
    }

    /** The entry, kept from being changed by others until the transaction ends. */
    Uni<Optional<StoredEntry>> findForUpdate(SqlConnection transaction, TenantId tenant, UUID id) {
        return findOne(transaction, SELECT + "and id = $2 for update", tenant, id);
    }

    private static Uni<Optional<StoredEntry>> findOne(SqlConnection transaction, String sql, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> entries(rows).stream().findFirst());
    }

    /** Up to one entry more than the limit, in order of recording. */
    Uni<List<StoredEntry>> search(SqlConnection transaction, TenantId tenant, Search search) {
        List<AddressKey> address = search.address();
        String byAddress = address == null ? "and $2::text[] is null " : "and address_key = any ($2) ";
        return transaction
                .preparedQuery(SELECT + byAddress + PAGE)
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    address == null ? null : keys(address),
                    search.reason() == null ? null : search.reason().wireName(),
                    utc(search.createdAfter()),
                    utc(search.after().recordedAt()),
                    search.after().id(),
                    search.limit() + 1
                }))
                .map(SuppressionStore::entries);
    }

    /** A person's opt-outs of exactly this purpose and channel that stand on the addresses since before an instant. */
    Uni<List<StoredEntry>> findOptOuts(
            SqlConnection transaction,
            TenantId tenant,
            SubjectId subject,
            List<AddressKey> addresses,
            PurposeKey purpose,
            Channel channel,
            Instant before) {
        return transaction
                .preparedQuery(LIFTABLE)
                .execute(Tuple.from(new Object[] {
                    tenant.value(), keys(addresses), purpose.value(), channel.wireName(), utc(before), subject.value()
                }))
                .map(SuppressionStore::entries);
    }

    /** The opt-outs that stand because of an event of the ledger; kept from being changed by others until the transaction ends. */
    Uni<List<StoredEntry>> findCausedBy(SqlConnection transaction, TenantId tenant, UUID event) {
        return transaction
                .preparedQuery(CAUSED)
                .execute(Tuple.of(tenant.value(), event))
                .map(SuppressionStore::entries);
    }

    /** Makes others that lock the address wait until the transaction ends. */
    Uni<Void> lock(SqlConnection transaction, TenantId tenant, AddressKey address) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('address ' || $1 || ' ' || $2, 0))")
                .execute(Tuple.of(tenant.value(), address.value()))
                .replaceWithVoid();
    }

    /** The oldest entry of the reason that stands for all purposes of the channel and is not minimised. */
    Uni<Optional<UUID>> findStanding(
            SqlConnection transaction, TenantId tenant, AddressKey address, SuppressionReason reason, Channel channel) {
        return transaction
                .preparedQuery(STANDING)
                .execute(Tuple.of(tenant.value(), address.value(), reason.wireName(), channel.wireName()))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(rows.iterator().next().getUUID(0))
                        : Optional.empty());
    }

    /** Notes that an entry was lifted. */
    Uni<Void> release(SqlConnection transaction, TenantId tenant, UUID id, Release release) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.from(new Object[] {
                    tenant.value(), id, utc(release.releasedAt()), release.cause(), release.grounds(), release.token()
                }))
                .replaceWithVoid();
    }

    private static String[] keys(List<AddressKey> addresses) {
        return addresses.stream().map(AddressKey::value).toArray(String[]::new);
    }

    private static List<StoredEntry> entries(RowSet<Row> rows) {
        List<StoredEntry> entries = new ArrayList<>();
        rows.forEach(row -> entries.add(EntryRow.read(row)));
        return entries;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
