package io.consentry.preference.unsubscribe;

import io.consentry.contract.Actor;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.PreferenceEvent;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.preference.link.Link;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The opt-outs and, in the same transaction, the events that tell of them (capability U7). */
@ApplicationScoped
class OptOutStore {

    /** Events that an opt-out is told by again and that undo remembers; after so many, the oldest is forgotten. */
    private static final int REPEATS_MAX = 100;

    private static final Duration NO_LIMIT = Duration.ofDays(36_500);

    private final TenantDatabase database;
    private final Outbox outbox;
    private final Confirmations confirmations;
    private final Clock clock;

    OptOutStore(TenantDatabase database, Outbox outbox, Confirmations confirmations, Clock clock) {
        this.confirmations = confirmations;
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    <T> Uni<T> inTransaction(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.inTransaction(tenant, work);
    }

    /**
     * Records the opt-out. When the same one by the same act stands, it is told once more: the person may have consented anew
     * in between, which only the ledger knows; the ledger adds nothing to an opt-out that stands.
     *
     * @return the opt-out that stands now: this one, or the earlier one
     */
    Uni<RecordedOptOut> record(SqlConnection transaction, OptOut optOut) {
        UUID id = UUID.randomUUID();
        Instant now = now();
        return insert(transaction, optOut, id, now)
                .chain(isNew -> append(transaction, optOut.tenant(), id, optOut.received(!isNew, false, now), now)
                        .chain(write -> standing(transaction, optOut, id, isNew, now)
                                .map(standing -> new RecordedOptOut(standing, write))));
    }

    /** Records the opt-out unless the same act made it before, also when that was undone since: empty then. */
    Uni<Optional<RecordedOptOut>> recordOnce(SqlConnection transaction, OptOut optOut) {
        UUID id = UUID.randomUUID();
        Instant now = now();
        return isKnown(transaction, optOut)
                .chain(known -> known ? Uni.createFrom().item(false) : insert(transaction, optOut, id, now))
                .chain(isNew -> isNew
                        ? confirmations
                                .take(transaction, optOut, now)
                                .chain(confirm -> append(
                                        transaction, optOut.tenant(), id, optOut.received(false, confirm, now), now))
                                .map(write -> Optional.of(new RecordedOptOut(id, write)))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private static Uni<UUID> standing(SqlConnection transaction, OptOut optOut, UUID id, boolean isNew, Instant now) {
        return isNew ? Uni.createFrom().item(id) : repeated(transaction, optOut, id, now);
    }

    /** Undoes an opt-out that was made through this link, if it is young enough; once. */
    Uni<UndoOutcome> undo(Link link, UUID id, Duration within) {
        TenantId tenant = link.tenant().id();
        return database.inTransaction(tenant, transaction -> lock(transaction, tenant, id)
                .map(found -> found == null || !isBy(link, found) ? null : found)
                .chain(found -> undo(transaction, tenant, id, found, within, Actor.SUBJECT)));
    }

    private static boolean isBy(Link link, Row optOut) {
        return MessageDigest.isEqual(optOut.getBuffer(5).getBytes(), link.digest());
    }

    /** Undoes an opt-out, however old; once. */
    Uni<UndoOutcome> undo(SqlConnection transaction, TenantId tenant, UUID id, Actor actor) {
        return lock(transaction, tenant, id).chain(found -> undo(transaction, tenant, id, found, NO_LIMIT, actor));
    }

    /** The opt-out by this act that stands. */
    Uni<Optional<UUID>> standing(SqlConnection transaction, TenantId tenant, byte[] act) {
        return transaction
                .preparedQuery(
                        "select id from opt_out where tenant_id = $1 and token_digest = $2 and undone_at is null")
                .execute(Tuple.of(tenant.value(), Buffer.buffer(act)))
                .map(rows -> Optional.ofNullable(first(rows)).map(row -> row.getUUID(0)));
    }

    private Uni<UndoOutcome> undo(
            SqlConnection transaction, TenantId tenant, UUID id, @Nullable Row found, Duration within, Actor actor) {
        Instant now = now();
        if (found == null) {
            return Uni.createFrom().item(UndoOutcome.UNKNOWN);
        }
        if (found.getOffsetDateTime(1) != null) {
            return Uni.createFrom().item(UndoOutcome.UNDONE);
        }
        if (found.getOffsetDateTime(0).toInstant().plus(within).isBefore(now)) {
            return Uni.createFrom().item(UndoOutcome.TOO_LATE);
        }
        KeyedAddress address = KeyedAddress.of(found.getString(2), found.getString(3));
        WithdrawalUndone undone = new WithdrawalUndone(address, id, List.of(found.getArrayOfUUIDs(4)), now, actor);
        return markUndone(transaction, id, now)
                .chain(() -> append(transaction, tenant, UUID.randomUUID(), undone, now))
                .replaceWith(UndoOutcome.UNDONE);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Uni<ConsistencyToken> append(
            SqlConnection transaction, TenantId tenant, UUID id, PreferenceEvent event, Instant now) {
        return outbox.append(transaction, List.of(new OutgoingEvent(id, tenant, event, now, null)));
    }

    private static Uni<Boolean> isKnown(SqlConnection transaction, OptOut optOut) {
        return transaction
                .preparedQuery(
                        "select 1 from opt_out where tenant_id = $1 and token_digest = $2 and scope = $3 limit 1")
                .execute(Tuple.of(
                        optOut.tenant().value(), optOut.act(), optOut.scope().wireName()))
                .map(rows -> rows.size() > 0);
    }

    private static Uni<Boolean> insert(SqlConnection transaction, OptOut optOut, UUID id, Instant now) {
        PurposeKey purpose = optOut.purpose();
        Channel channel = optOut.channel();
        return transaction
                .preparedQuery("""
                        insert into opt_out (id, tenant_id, token_digest, scope, address_kind, address_key, purpose, channel,
                                             occurred_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        on conflict (tenant_id, token_digest, scope) where undone_at is null do nothing""")
                .execute(Tuple.from(new @Nullable Object[] {
                    id,
                    optOut.tenant().value(),
                    optOut.act(),
                    optOut.scope().wireName(),
                    optOut.address().kind().wireName(),
                    optOut.address().key().value(),
                    purpose == null ? null : purpose.value(),
                    channel == null ? null : channel.wireName(),
                    now.atOffset(ZoneOffset.UTC)
                }))
                .map(inserted -> inserted.rowCount() == 1);
    }

    private static Uni<UUID> repeated(SqlConnection transaction, OptOut optOut, UUID event, Instant now) {
        return transaction
                .preparedQuery("""
                        update opt_out set repeats = (repeats || $4::uuid)[greatest(1, cardinality(repeats) + 2 - $5):], repeated_at = $6
                         where tenant_id = $1 and token_digest = $2 and scope = $3 and undone_at is null
                        returning id""")
                .execute(Tuple.of(
                        optOut.tenant().value(),
                        optOut.act(),
                        optOut.scope().wireName(),
                        event,
                        REPEATS_MAX,
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    private static Uni<@Nullable Row> lock(SqlConnection transaction, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery("""
                        select coalesce(repeated_at, occurred_at), undone_at, address_kind, address_key, repeats, token_digest
                          from opt_out where tenant_id = $1 and id = $2 for update""")
                .execute(Tuple.of(tenant.value(), id))
                .map(OptOutStore::first);
    }

    private static @Nullable Row first(RowSet<Row> rows) {
        Iterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? iterator.next() : null;
    }

    private static Uni<Void> markUndone(SqlConnection transaction, UUID id, Instant now) {
        return transaction
                .preparedQuery("update opt_out set undone_at = $2 where id = $1")
                .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
