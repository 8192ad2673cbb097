package io.consentry.consent.ledger;

import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Who was asked for consent, in the database (rule A-06). A person is noted under the own id and under each address, and a primary key keeps
 * each from being noted twice; who was merged, under all ids that mean the person. Asked is also who shares an address with somebody who was:
 * it may be the same person under another number.
 */
@ApplicationScoped
class ConsentRequestStore {

    private static final String OWN = """
            with ids as (select one.id from ids_of($1, person_of($1, $2)) as one(id)),
                 own as (select address_key from subject_identifier
                          where tenant_id = $1 and subject_id in (select id from ids)),
                 names as (select id::text as name from ids union select address_key from own)""";

    private static final String SHARER_WAS_ASKED = """
            exists (select from consent_request
                     where tenant_id = $1
                       and name in (select one.id::text
                                      from (select distinct person_of($1, subject_id) as id from subject_identifier
                                             where tenant_id = $1 and address_key in (select address_key from own)
                                               and subject_id not in (select id from ids)) sharer
                                     cross join lateral ids_of($1, sharer.id) as one(id)))""";

    private static final String WAS_ASKED = OWN
            + " select exists (select from consent_request where tenant_id = $1 and name in (select name from names)) or "
            + SHARER_WAS_ASKED;

    /** In the order of the names, so that two who note the same wait for each other in no circle. */
    private static final String NOTE = OWN + """
            , noted as (insert into consent_request (tenant_id, name, event_id) select $1, name, $3 from names order by name
                        on conflict do nothing returning 1)
            select (select count(*) from names) = (select count(*) from noted) and not\s""" + SHARER_WAS_ASKED;

    /** Whether the person, or somebody who may be the same, was asked before. */
    Uni<Boolean> wasAsked(SqlConnection transaction, TenantId tenant, SubjectId subject) {
        return transaction
                .preparedQuery(WAS_ASKED)
                .execute(Tuple.of(tenant.value(), subject.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Notes that the person was asked; false when that was so before, also by somebody at the same time. */
    Uni<Boolean> note(SqlConnection transaction, TenantId tenant, SubjectId subject, UUID request) {
        return transaction
                .preparedQuery(NOTE)
                .execute(Tuple.of(tenant.value(), subject.value(), request))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
