package io.consentry.kit.backlog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a service's database, at one moment.
 *
 * @param waiting events in the outbox, counted up to {@value #COUNT_MAX}
 * @param oldest when the first of them was recorded
 * @param parked events set aside, counted up to {@value #COUNT_MAX}
 * @param freshAsOf by topic, the instant before which nothing is missing here; empty while there is none
 */
record Backlogs(long waiting, Optional<Instant> oldest, long parked, Map<String, Optional<Instant>> freshAsOf) {

    /** More is as bad as that, and counting it would cost. */
    static final int COUNT_MAX = 100_000;

    private static final String READ = """
            select (select count(*) from (select from outbox limit $1) as counted) as waiting,
                   (select time from outbox order by xid, id limit 1) as oldest,
                   (select count(*) from (select from parked_event limit $1) as counted) as parked,
                   own.topic, own.fresh_as_of
              from (values (1)) as always(one)
              left join (select topic, case when bool_and(fresh_as_of is not null) then min(fresh_as_of) end as fresh_as_of
                           from progress group by topic) as own on true""";

    static Uni<Backlogs> read(Pool worker) {
        return worker.preparedQuery(READ).execute(Tuple.of(COUNT_MAX)).map(Backlogs::of);
    }

    private static Backlogs of(RowSet<Row> rows) {
        Map<String, Optional<Instant>> freshAsOf = new HashMap<>();
        for (Row row : rows) {
            String topic = row.getString("topic");
            if (topic != null) {
                freshAsOf.put(topic, instant(row.getOffsetDateTime("fresh_as_of")));
            }
        }
        Row first = rows.iterator().next();
        return new Backlogs(
                first.getLong("waiting"),
                instant(first.getOffsetDateTime("oldest")),
                first.getLong("parked"),
                freshAsOf);
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
