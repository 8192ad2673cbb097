package io.consentry.consent.hours;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The proclaimed days of each country, by date with their names. A change is seen everywhere within {@link #MEMORY}. When they cannot be
 * read, reading fails: no answer is ever "there are none" for want of one.
 */
@ApplicationScoped
class ProclaimedDays {

    static final Duration MEMORY = Duration.ofSeconds(1);
    private static final int COUNTRIES_REMEMBERED_MAX = 300;

    private final Pool pool;
    private final Clock clock;
    private final Cache<String, Proclaimed> remembered = Caffeine.newBuilder()
            .maximumSize(COUNTRIES_REMEMBERED_MAX)
            .expireAfterWrite(MEMORY)
            .build();

    ProclaimedDays(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A country's days.
     *
     * @param revision the number of the country's latest change; 0 when there was none
     * @param days their names by date
     */
    record Proclaimed(long revision, Map<LocalDate, String> days) {

        Proclaimed {
            days = Map.copyOf(days);
        }
    }

    /** The days as remembered. */
    Uni<Proclaimed> of(String country) {
        Proclaimed known = remembered.getIfPresent(country);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return read(country).invoke(days -> remembered.put(country, days));
    }

    /** The days as they are now. */
    Uni<Proclaimed> read(String country) {
        return pool.preparedQuery("""
                        select latest.revision, proclaimed.day, proclaimed.name
                          from (select coalesce(max(revision), 0) as revision from proclaimed_day_log where country = $1) latest
                          left join proclaimed_day proclaimed on proclaimed.country = $1""").execute(Tuple.of(country)).map(ProclaimedDays::proclaimed);
    }

    /** The days as they were at a revision. */
    Uni<Proclaimed> at(String country, long revision) {
        return pool.preparedQuery("""
                        select $2::bigint, day, name from (
                            select distinct on (day) day, name from proclaimed_day_log
                             where country = $1 and revision <= $2 order by day, revision desc) latest
                         where name is not null""").execute(Tuple.of(country, revision)).map(ProclaimedDays::proclaimed);
    }

    Uni<Void> put(String country, LocalDate day, String name) {
        return pool.withTransaction(transaction -> replace(transaction, country, day, name))
                .invoke(() -> remembered.invalidate(country));
    }

    /** Whether the day was there. */
    Uni<Boolean> remove(String country, LocalDate day) {
        return pool.preparedQuery("delete from proclaimed_day where country = $1 and day = $2")
                .execute(Tuple.of(country, day))
                .map(rows -> rows.rowCount() > 0)
                .invoke(() -> remembered.invalidate(country));
    }

    /** The same day and name again change nothing; another name takes the place of the old one, which the role may not update. */
    private Uni<Void> replace(SqlConnection transaction, String country, LocalDate day, String name) {
        return transaction
                .preparedQuery("delete from proclaimed_day where country = $1 and day = $2 and name <> $3")
                .execute(Tuple.of(country, day, name))
                .chain(() -> transaction
                        .preparedQuery("""
                                insert into proclaimed_day (country, day, name, added_at) values ($1, $2, $3, $4)
                                on conflict (country, day) do nothing""")
                        .execute(Tuple.of(country, day, name, clock.instant().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    private static Proclaimed proclaimed(RowSet<Row> rows) {
        Map<LocalDate, String> days = new HashMap<>();
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong(0);
            if (row.getLocalDate(1) != null) {
                days.put(row.getLocalDate(1), row.getString(2));
            }
        }
        return new Proclaimed(revision, days);
    }
}
