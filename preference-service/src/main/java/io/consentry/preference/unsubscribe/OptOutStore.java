package io.consentry.preference.unsubscribe;

import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.PreferenceEvent;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The opt-outs and, in the same transaction, the events that tell of them (capability U7). */
@ApplicationScoped
class OptOutStore {

    /** Events that an opt-out is told by again and that undo remembers; after so many, the oldest is forgotten. */
    private static final int REPEATS_MAX = 100;

    private final TenantDatabase database;
    private final Outbox outbox;
    private final Clock clock;

    OptOutStore(TenantDatabase database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Records the opt-out. When the same one through the same link stands, it is told once more: the person may have consented anew
     * in between, which only the ledger knows; the ledger adds nothing to an opt-out that stands.
     *
     * @return the opt-out that stands now: this one, or the earlier one
     */
    Uni<RecordedOptOut> record(Link link, OptOutScope scope) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(link.tenant().id(), transaction -> insert(transaction, link, scope, id, now)
                .chain(isNew -> append(transaction, link, id, received(link.token(), scope, !isNew, now), now)
                        .chain(write -> standing(transaction, link, scope, id, isNew, now)
                                .map(standing -> new RecordedOptOut(standing, write)))));
    }

    private static Uni<UUID> standing(
            SqlConnection transaction, Link link, OptOutScope scope, UUID id, boolean isNew, Instant now) {
        return isNew ? Uni.createFrom().item(id) : repeated(transaction, link, scope, id, now);
    }

    /** Undoes an opt-out that was made through this link, if it is young enough; once. */
    Uni<UndoOutcome> undo(Link link, UUID id, Duration within) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(link.tenant().id(), transaction -> lock(transaction, link, id)
                .chain(found -> undo(transaction, link, id, found, within, now)));
    }

    private Uni<UndoOutcome> undo(
            SqlConnection transaction, Link link, UUID id, @Nullable Row found, Duration within, Instant now) {
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
        WithdrawalUndone undone = new WithdrawalUndone(address, id, List.of(found.getArrayOfUUIDs(4)), now);
        return markUndone(transaction, id, now)
                .chain(() -> append(transaction, link, UUID.randomUUID(), undone, now))
                .replaceWith(UndoOutcome.UNDONE);
    }

    private static WithdrawalReceived received(LinkToken token, OptOutScope scope, boolean repeat, Instant now) {
        return new WithdrawalReceived(
                token.address(),
                scope.purpose(token),
                scope.channel(token),
                now,
                CaptureMethod.UNSUBSCRIBE_LINK,
                token.message(),
                repeat ? true : null);
    }

    private Uni<ConsistencyToken> append(
            SqlConnection transaction, Link link, UUID id, PreferenceEvent event, Instant now) {
        return outbox.append(
                transaction, List.of(new OutgoingEvent(id, link.tenant().id(), event, now, null)));
    }

    private static Uni<Boolean> insert(SqlConnection transaction, Link link, OptOutScope scope, UUID id, Instant now) {
        LinkToken token = link.token();
        PurposeKey purpose = scope.purpose(token);
        Channel channel = scope.channel(token);
        return transaction
                .preparedQuery("""
                        insert into opt_out (id, tenant_id, token_digest, scope, address_kind, address_key, purpose, channel,
                                             occurred_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        on conflict (tenant_id, token_digest, scope) where undone_at is null do nothing""")
                .execute(Tuple.from(new @Nullable Object[] {
                    id,
                    link.tenant().id().value(),
                    Buffer.buffer(link.digest()),
                    scope.wireName(),
                    token.address().kind().wireName(),
                    token.address().key().value(),
                    purpose == null ? null : purpose.value(),
                    channel == null ? null : channel.wireName(),
                    now.atOffset(ZoneOffset.UTC)
                }))
                .map(inserted -> inserted.rowCount() == 1);
    }

    private static Uni<UUID> repeated(
            SqlConnection transaction, Link link, OptOutScope scope, UUID event, Instant now) {
        return transaction
                .preparedQuery("""
                        update opt_out set repeats = (repeats || $4::uuid)[greatest(1, cardinality(repeats) + 2 - $5):], repeated_at = $6
                         where tenant_id = $1 and token_digest = $2 and scope = $3 and undone_at is null
                        returning id""")
                .execute(Tuple.of(
                        link.tenant().id().value(),
                        Buffer.buffer(link.digest()),
                        scope.wireName(),
                        event,
                        REPEATS_MAX,
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    private static Uni<@Nullable Row> lock(SqlConnection transaction, Link link, UUID id) {
        return transaction
                .preparedQuery("""
                        select coalesce(repeated_at, occurred_at), undone_at, address_kind, address_key, repeats from opt_out
                         where tenant_id = $1 and token_digest = $2 and id = $3 for update""")
                .execute(Tuple.of(link.tenant().id().value(), Buffer.buffer(link.digest()), id))
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
