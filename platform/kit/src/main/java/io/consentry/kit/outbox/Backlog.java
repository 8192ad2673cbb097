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

    /**
     * The oldest transaction that may still write to the outbox. A snapshot names the running transactions of all databases of the server;
     * those known to be another's are none of ours. Which are is asked after the snapshot, so that a transaction it names, if it still
     * runs, is found in the session that it began in; one that is not found there has just ended, and is waited for until the next look.
     */
    private static final String HORIZON = """
            coalesce((select running from pg_snapshot_xip(pg_current_snapshot()) as running
                       where not exists (select from pg_stat_activity as session
                                          where session.backend_xid = running::xid
                                            and session.datid <> (select oid from pg_database where datname = current_database()))
                       order by running limit 1),
                     pg_snapshot_xmax(pg_current_snapshot()))""";

    /** There is a row also when no event is ready: it says whether some are held back. */
    private static final String READ = "with horizon as materialized (select " + HORIZON + " as xid)"
            + " select (select exists (select from outbox where xid >= (select xid from horizon))) as held, ready.*"
            + " from (values (1)) as always(one) left join (select " + OutboxRow.COLUMNS
            + " from outbox where xid < (select xid from horizon) order by outbox.xid, outbox.id limit $1)"
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
