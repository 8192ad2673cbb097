package io.consentry.kit.retention;

import io.consentry.contract.TenantId;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Forgets tenants' jobs that have ended, such as imports, in small transactions: first their details, and of trials everything; later,
 * where that is wanted, the jobs themselves. Whoever is interrupted leaves the rest to the next one.
 *
 * <p>The table of jobs has {@code tenant_id, id, state, dry_run, updated_at, trimmed_at}; those of details have {@code tenant_id,
 * import_id}.
 */
public final class PastJobs {

    private static final Logger LOG = Logger.getLogger(PastJobs.class);
    private static final int JOBS_MAX = 100;
    private static final int ROWS_MAX = 10_000;
    private static final String ENDED = "state in ('done', 'failed', 'undone')";

    private final Pool workerPool;
    private final TenantDatabase database;
    private final String jobs;
    private final List<String> details;
    private final Clock clock;

    /**
     * @param workerPool sees the jobs of all tenants
     * @param jobs the table of jobs
     * @param details the tables of what is known of each job
     */
    public PastJobs(Pool workerPool, TenantDatabase database, String jobs, List<String> details, Clock clock) {
        this.workerPool = workerPool;
        this.database = database;
        this.jobs = jobs;
        this.details = List.copyOf(details);
        this.clock = clock;
    }

    private record Job(TenantId tenant, UUID id, boolean trial) {}

    /** Deletes the details of up to 100 jobs that ended before an instant; of trials the jobs, too. */
    public Uni<Void> trim(Instant endedBefore) {
        return each(due("trimmed_at is null", endedBefore), this::trim);
    }

    /** Deletes up to 100 jobs that ended before an instant and whose details are gone. */
    public Uni<Void> forget(Instant endedBefore) {
        return each(due("trimmed_at is not null", endedBefore), this::delete);
    }

    private Uni<List<Job>> due(String condition, Instant endedBefore) {
        return workerPool
                .preparedQuery("select tenant_id, id, dry_run from " + jobs + " where " + ENDED + " and " + condition
                        + " and updated_at < $1 order by updated_at limit $2")
                .execute(Tuple.of(endedBefore.atOffset(ZoneOffset.UTC), JOBS_MAX))
                .map(rows -> {
                    List<Job> due = new ArrayList<>();
                    rows.forEach(
                            row -> due.add(new Job(new TenantId(row.getString(0)), row.getUUID(1), row.getBoolean(2))));
                    return due;
                });
    }

    /** One that fails holds up no other. */
    private Uni<Void> each(Uni<List<Job>> due, Function<Job, Uni<Void>> work) {
        return due.onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(job -> work.apply(job)
                        .onFailure()
                        .invoke(failure -> LOG.errorf("past job %s: %s", job.id(), Scrubbed.summary(failure)))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> trim(Job job) {
        return Multi.createFrom()
                .iterable(details)
                .onItem()
                .transformToUniAndConcatenate(table -> empty(job, table))
                .collect()
                .last()
                .chain(() -> job.trial() ? delete(job) : mark(job));
    }

    private Uni<Void> empty(Job job, String table) {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.inTransaction(job.tenant(), transaction -> deleteSome(transaction, job, table)))
                .whilst(deleted -> deleted == ROWS_MAX)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> deleteSome(SqlConnection transaction, Job job, String table) {
        return transaction
                .preparedQuery("delete from " + table + " where ctid = any (array (select ctid from " + table
                        + " where tenant_id = $1 and import_id = $2 limit $3))")
                .execute(Tuple.of(job.tenant().value(), job.id(), ROWS_MAX))
                .map(deleted -> deleted.rowCount());
    }

    private Uni<Void> mark(Job job) {
        return database.inTransaction(job.tenant(), transaction -> transaction
                .preparedQuery("update " + jobs + " set trimmed_at = $3 where tenant_id = $1 and id = $2")
                .execute(
                        Tuple.of(job.tenant().value(), job.id(), clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid());
    }

    private Uni<Void> delete(Job job) {
        return database.inTransaction(job.tenant(), transaction -> transaction
                .preparedQuery("delete from " + jobs + " where tenant_id = $1 and id = $2")
                .execute(Tuple.of(job.tenant().value(), job.id()))
                .replaceWithVoid());
    }
}
