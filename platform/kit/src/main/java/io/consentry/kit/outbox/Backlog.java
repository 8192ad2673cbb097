package io.consentry.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The oldest events that wait, of one snapshot. Those of transactions that a running one might still overtake are left out: reading on
 * past them would skip the late ones for ever.
 *
 * @param isWhole whether nothing that had been committed was left out
 */
record Backlog(List<OutboxRow> rows, boolean isWhole) {

    /** There is a row also when no event is ready: it says whether some are held back. */
    private static final String READ = "select (select exists (select from outbox"
            + " where xid >= pg_snapshot_xmin(pg_current_snapshot()))) as held, ready.*"
            + " from (values (1)) as always(one) left join (select " + OutboxRow.COLUMNS
            + " from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.xid, outbox.id limit $1)"
            + " as ready on true order by ready.position_xid, ready.id";

    static Uni<Backlog> read(SqlConnection session, int limit) {
        return session.preparedQuery(READ).execute(Tuple.of(limit)).map(found -> of(found, limit));
    }

    private static Backlog of(RowSet<Row> found, int limit) {
        boolean held = found.iterator().next().getBoolean(0);
        List<OutboxRow> rows = StreamSupport.stream(found.spliterator(), false)
                .filter(row -> row.getValue(1) != null)
                .map(OutboxRow::of)
                .toList();
        return new Backlog(rows, !held && rows.size() < limit);
    }
}
