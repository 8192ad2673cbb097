package io.consentry.preference.mail;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The queue as the service's worker role sees it: of all tenants. */
@ApplicationScoped
class MailStore {

    private static final int FORGOTTEN_MAX = 10_000;

    /** Whether there is anything to send or to forget. */
    Uni<Boolean> hasWork(SqlClient worker, Instant now) {
        return worker.preparedQuery("""
                        select exists (select from outgoing_mail where sealed is not null and due_at <= $1)
                            or exists (select from outgoing_mail where sealed is null and created_at <= $2)""")
                .execute(Tuple.of(utc(now), utc(now.minus(MailQueue.DAY))))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<List<QueuedMail>> due(SqlClient worker, Instant now, int limit) {
        return worker.preparedQuery("""
                        select id, tenant_id, address_kind, address_key, sealed, created_at, attempts, only_if_known
                          from outgoing_mail where sealed is not null and due_at <= $1 order by due_at, id limit $2""").execute(Tuple.of(utc(now), limit)).map(rows -> {
            List<QueuedMail> mails = new ArrayList<>(rows.size());
            rows.forEach(row -> mails.add(mail(row)));
            return mails;
        });
    }

    /** Ends a mail, sent or not: its content is gone, and its row only counts against the limits. */
    Uni<Void> end(SqlClient worker, UUID id) {
        return worker.preparedQuery("update outgoing_mail set sealed = null where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** Ends all mails that are older; answers how many. */
    Uni<Integer> endOlder(SqlClient worker, Instant than) {
        return worker.preparedQuery(
                        "update outgoing_mail set sealed = null where sealed is not null and created_at <= $1")
                .execute(Tuple.of(utc(than)))
                .map(ended -> ended.rowCount());
    }

    Uni<Void> postpone(SqlClient worker, UUID id, Instant until) {
        return worker.preparedQuery("update outgoing_mail set attempts = attempts + 1, due_at = $2 where id = $1")
                .execute(Tuple.of(id, utc(until)))
                .replaceWithVoid();
    }

    /** Forgets that ended mails were there, some at a time. */
    Uni<Void> forget(SqlClient worker, Instant before) {
        return worker.preparedQuery("""
                        delete from outgoing_mail where ctid in
                            (select ctid from outgoing_mail where sealed is null and created_at <= $1 limit $2)""")
                .execute(Tuple.of(utc(before), FORGOTTEN_MAX))
                .replaceWithVoid();
    }

    private static QueuedMail mail(Row row) {
        return new QueuedMail(
                row.getUUID(0),
                new TenantId(row.getString(1)),
                KeyedAddress.of(row.getString(2), row.getString(3)),
                row.getBoolean(7),
                row.getBuffer(4).getDelegate(),
                row.getOffsetDateTime(5).toInstant(),
                row.getInteger(6));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
