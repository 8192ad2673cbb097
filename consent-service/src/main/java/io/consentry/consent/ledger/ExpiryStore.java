package io.consentry.consent.ledger;

import io.consentry.consent.ledger.Lapses.Hint;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which consents may have ended, in the database. A row is a hint: it is never later than the truth, and {@link Lapses} tells the truth from
 * what is known.
 */
@ApplicationScoped
class ExpiryStore {

    private static final long LOCK = 0x657870697279L;

    /** A month is 28 days at least, so an end that the calendar moved is at most this far from what was subtracted. */
    private static final int CALENDAR_DAYS_MAX = 4;

    private static final String DUE = """
            (select subject_id, purpose, channel from consent_term
              where tenant_id = $1 and valid_until <= $2 order by valid_until limit $7)
            union
            (select due.subject_id, due.purpose, due.channel
               from unnest($3::text[], $4::text[], $5::timestamptz[]) as ending(purpose, inactivity, before)
              cross join lateral (
                    select subject_id, purpose, channel from consent_term
                     where tenant_id = $1 and purpose = ending.purpose and started_at < ending.before
                       and (started_at at time zone $6 + ending.inactivity::interval) at time zone $6 <= $2
                     order by started_at limit $7) due)
            limit $7""";

    /** Waits until no other instance does the job; holds until the transaction ends. */
    Uni<Void> lock(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .replaceWithVoid();
    }

    /** Consents that may have ended by now, at most so many. */
    Uni<List<ExpiryScope>> due(
            SqlConnection transaction,
            TenantId tenant,
            Collection<Purpose> purposes,
            ZoneId zone,
            Instant now,
            int limit) {
        List<Purpose> ending = purposes.stream()
                .filter(purpose -> purpose.inactivityEnd().isPresent())
                .toList();
        return transaction
                .preparedQuery(DUE)
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    now.atOffset(ZoneOffset.UTC),
                    ending.stream().map(purpose -> purpose.key().value()).toArray(String[]::new),
                    ending.stream().map(purpose -> period(purpose).toString()).toArray(String[]::new),
                    ending.stream()
                            .map(purpose -> before(period(purpose), zone, now))
                            .toArray(OffsetDateTime[]::new),
                    zone.getId(),
                    limit
                }))
                .map(rows -> {
                    List<ExpiryScope> due = new ArrayList<>();
                    rows.forEach(row -> due.add(new ExpiryScope(
                            new SubjectId(row.getUUID(0)),
                            new PurposeKey(row.getString(1)),
                            Channel.of(row.getString(2)))));
                    return due;
                });
    }

    private static Period period(Purpose purpose) {
        return purpose.inactivityEnd().orElseThrow();
    }

    private static OffsetDateTime before(Period inactivity, ZoneId zone, Instant now) {
        return now.atZone(zone)
                .minus(inactivity)
                .plusDays(CALENDAR_DAYS_MAX)
                .toOffsetDateTime()
                .withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** Notes when to look at a consent again; how many rows that changed. */
    Uni<Integer> keep(SqlConnection transaction, TenantId tenant, ExpiryScope scope, Hint hint) {
        return transaction
                .preparedQuery("""
                        update consent_term set started_at = $5, valid_until = $6
                         where tenant_id = $1 and subject_id = $2 and purpose = $3 and channel = $4
                           and (started_at, valid_until) is distinct from ($5, $6)""")
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    scope.subjectId().value(),
                    scope.purpose().value(),
                    scope.channel().wireName(),
                    hint.startedAt().atOffset(ZoneOffset.UTC),
                    hint.validUntil().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null)
                }))
                .map(SqlResult::rowCount);
    }

    /** Forgets a consent that can end no more; how many rows that were. */
    Uni<Integer> drop(SqlConnection transaction, TenantId tenant, ExpiryScope scope) {
        return transaction
                .preparedQuery("""
                        delete from consent_term
                         where tenant_id = $1 and subject_id = $2 and purpose = $3 and channel = $4""")
                .execute(Tuple.of(
                        tenant.value(),
                        scope.subjectId().value(),
                        scope.purpose().value(),
                        scope.channel().wireName()))
                .map(SqlResult::rowCount);
    }
}
