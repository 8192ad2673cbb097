package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is wrong with lines of imports; every transaction must be scoped to the tenant. */
@ApplicationScoped
class LineErrorStore {

    private static final String ADD = """
            with kept as (
                select errors as before from suppression_import where tenant_id = $1 and id = $2),
            added as (
                insert into suppression_import_error (tenant_id, import_id, number, line, field, code, message)
                select $1, $2, before + number, line, field, code, message
                  from unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) with ordinality
                       as error(line, field, code, message, number), kept
                 where before + number <= $7
                returning number)
            update suppression_import set errors = errors + (select count(*) from added) where tenant_id = $1 and id = $2""";

    /** Keeps errors, until there are {@code errorsMax} of the import. */
    Uni<Void> add(SqlConnection transaction, TenantId tenant, UUID id, List<LineError> errors, int errorsMax) {
        if (errors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    id,
                    errors.stream().map(LineError::line).toArray(Long[]::new),
                    errors.stream().map(LineError::field).toArray(String[]::new),
                    errors.stream().map(LineError::code).toArray(String[]::new),
                    errors.stream().map(LineError::message).toArray(String[]::new),
                    errorsMax
                }))
                .replaceWithVoid();
    }

    /** The errors that were kept, in the order of the lines. */
    Uni<List<LineError>> find(SqlConnection transaction, TenantId tenant, UUID id) {
        return transaction
                .preparedQuery("""
                        select line, field, code, message from suppression_import_error
                         where tenant_id = $1 and import_id = $2 order by number""")
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> {
                    List<LineError> errors = new ArrayList<>();
                    rows.forEach(row -> errors.add(
                            new LineError(row.getLong(0), row.getString(1), row.getString(2), row.getString(3))));
                    return errors;
                });
    }
}
