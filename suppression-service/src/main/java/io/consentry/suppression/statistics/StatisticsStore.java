package io.consentry.suppression.statistics;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Counts entries in the database; every transaction must be scoped to the tenant. */
@ApplicationScoped
class StatisticsStore {

    private static final String COUNT = """
            with happened as (
                select 'added' as what, recorded_at as at, reason, channel from suppression_entry
                 where tenant_id = $1 and recorded_at >= $2 and recorded_at < $3
                union all
                select 'released', released_at, reason, channel from suppression_entry
                 where tenant_id = $1 and released_at >= $2 and released_at < $3
                union all
                select 'minimised', minimised_at, reason, channel from suppression_entry
                 where tenant_id = $1 and minimised_at >= $2 and minimised_at < $3)
            select (at at time zone $4)::date as day, reason, channel, count(*) filter (where what = 'added'),
                   count(*) filter (where what = 'released'), count(*) filter (where what = 'minimised')
              from happened group by day, reason, channel order by day, reason, channel nulls first""";

    Uni<List<DayCount>> count(SqlConnection transaction, TenantId tenant, Period period) {
        return transaction
                .preparedQuery(COUNT)
                .execute(Tuple.of(
                        tenant.value(),
                        begin(period.from(), period),
                        begin(period.to().plusDays(1), period),
                        period.zone().getId()))
                .map(rows -> {
                    List<DayCount> days = new ArrayList<>();
                    rows.forEach(row -> days.add(new DayCount(
                            row.getLocalDate(0),
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5))));
                    return days;
                });
    }

    private static OffsetDateTime begin(LocalDate day, Period period) {
        return day.atStartOfDay(period.zone()).toOffsetDateTime();
    }
}
