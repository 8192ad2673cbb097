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
    private final Cache<String, Map<LocalDate, String>> remembered = Caffeine.newBuilder()
            .maximumSize(COUNTRIES_REMEMBERED_MAX)
            .expireAfterWrite(MEMORY)
            .build();

    ProclaimedDays(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The days as remembered. */
    Uni<Map<LocalDate, String>> of(String country) {
        Map<LocalDate, String> known = remembered.getIfPresent(country);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return read(country).invoke(days -> remembered.put(country, days));
    }

    /** The days as they are now. */
    Uni<Map<LocalDate, String>> read(String country) {
        return pool.preparedQuery("select day, name from proclaimed_day where country = $1")
                .execute(Tuple.of(country))
                .map(ProclaimedDays::days);
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

    private static Map<LocalDate, String> days(RowSet<Row> rows) {
        Map<LocalDate, String> days = new HashMap<>();
        rows.forEach(row -> days.put(row.getLocalDate(0), row.getString(1)));
        return Map.copyOf(days);
    }
}
