package io.consentry.consent.subject;

import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which subjects turned out to be one person. */
@ApplicationScoped
public class SubjectMergeStore {

    /**
     * Waits until nobody adds to anybody's ledger or addresses, and keeps all from it until the transaction ends: whoever does takes the same
     * lock shared and first, see {@link SubjectStore#lock}. Merges are rare; a lock of each person would have to be taken anew whenever it
     * turns out, under the lock, that the person is another by now.
     */
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 2))")
                .execute(Tuple.of(tenant.value()))
                .replaceWithVoid();
    }

    /** The ids that mean a person now, the person's own first. */
    public Uni<List<SubjectId>> ids(SqlConnection transaction, TenantId tenant, SubjectId person) {
        return transaction
                .preparedQuery("select id from ids_of($1, $2) as one(id)")
                .execute(Tuple.of(tenant.value(), person.value()))
                .map(rows -> {
                    List<SubjectId> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(new SubjectId(row.getUUID(0))));
                    return ids;
                });
    }

    /** The people whom ids mean now, each by the own id. */
    public Uni<Map<SubjectId, SubjectId>> people(
            SqlConnection transaction, TenantId tenant, Collection<SubjectId> ids) {
        return transaction
                .preparedQuery("select id, person_of($1, id) from unnest($2::uuid[]) as wanted(id)")
                .execute(Tuple.of(tenant.value(), values(ids)))
                .map(rows -> {
                    Map<SubjectId, SubjectId> people = new HashMap<>();
                    rows.forEach(row -> people.put(new SubjectId(row.getUUID(0)), new SubjectId(row.getUUID(1))));
                    return people;
                });
    }

    /** Notes that ids mean another person from now on. */
    public Uni<Void> add(
            SqlConnection transaction, TenantId tenant, UUID mergeId, Collection<SubjectId> merged, SubjectId person) {
        return transaction
                .preparedQuery("""
                        insert into subject_merge (tenant_id, merge_id, subject_id, person_id)
                        select $1, $2, id, $4 from unnest($3::uuid[]) as id""")
                .execute(Tuple.of(tenant.value(), mergeId, values(merged), person.value()))
                .replaceWithVoid();
    }

    /** Notes that they mean again whom they meant before; false when that was noted already. */
    public Uni<Boolean> undo(SqlConnection transaction, TenantId tenant, UUID mergeId) {
        return transaction
                .preparedQuery(
                        "update subject_merge set undone = true where tenant_id = $1 and merge_id = $2 and not undone")
                .execute(Tuple.of(tenant.value(), mergeId))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Whether somebody of these was merged since, and is still. */
    public Uni<Boolean> isFollowed(
            SqlConnection transaction, TenantId tenant, UUID mergeId, Collection<SubjectId> everybody) {
        return transaction
                .preparedQuery("""
                        select exists (select from subject_merge later
                         where tenant_id = $1 and not undone and (subject_id = any($3) or person_id = any($3))
                           and sequence > (select max(sequence) from subject_merge where tenant_id = $1 and merge_id = $2))""")
                .execute(Tuple.of(tenant.value(), mergeId, values(everybody)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static UUID[] values(Collection<SubjectId> ids) {
        return ids.stream().map(SubjectId::value).toArray(UUID[]::new);
    }
}
