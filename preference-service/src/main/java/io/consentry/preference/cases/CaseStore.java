package io.consentry.preference.cases;

import io.consentry.contract.KeyedAddress;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.cases.DataSubjectCase.Closing;
import io.consentry.preference.listing.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases. What people wrote stands there encrypted. */
@ApplicationScoped
class CaseStore {

    private static final int SUBJECTS_MAX = 10;

    private static final String SELECT = """
            select id, kind, source, identity, sealed, opened_at, due_on, closed_at, outcome, sealed_note,
                   array(select subject_id from subject_address known
                          where known.tenant_id = found.tenant_id and known.address_key = found.address_key
                          order by subject_id limit %d)
              from data_subject_case found where tenant_id = $1 and\s""".formatted(SUBJECTS_MAX);

    /** One request at a time of an address, or two would each be the first. */
    Uni<Void> lock(SqlConnection transaction, Tenant tenant, NewCase asked) {
        KeyedAddress address = asked.address();
        String who = address == null
                ? HexFormat.of().formatHex(asked.act())
                : address.key().value();
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('case ' || $1 || ' ' || $2, 0))")
                .execute(Tuple.of(tenant.id().value(), who))
                .replaceWithVoid();
    }

    /** The case of the same act: an open one, or for a mail, which may be delivered again at any time, also a closed one. */
    Uni<Optional<DataSubjectCase>> find(SqlConnection transaction, Tenant tenant, byte[] act) {
        return transaction
                .preparedQuery(SELECT + "act = $2 and (closed_at is null or source = 'mail')")
                .execute(Tuple.of(tenant.id().value(), Buffer.buffer(act)))
                .map(rows -> first(tenant, rows));
    }

    Uni<Long> countOpen(SqlConnection transaction, Tenant tenant, KeyedAddress address) {
        return transaction
                .preparedQuery("""
                        select count(*) from data_subject_case
                         where tenant_id = $1 and address_key = $2 and closed_at is null""")
                .execute(Tuple.of(tenant.id().value(), address.key().value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Void> insert(
            SqlConnection transaction, Tenant tenant, UUID id, NewCase asked, Instant openedAt, LocalDate dueOn) {
        KeyedAddress address = asked.address();
        return transaction
                .preparedQuery("""
                        insert into data_subject_case
                               (id, tenant_id, act, kind, source, identity, address_kind, address_key, sealed, opened_at, due_on)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""")
                .execute(Tuple.from(new @Nullable Object[] {
                    id,
                    tenant.id().value(),
                    Buffer.buffer(asked.act()),
                    asked.kind().wireName(),
                    asked.origin().source(),
                    asked.origin().identity(),
                    address == null ? null : address.kind().wireName(),
                    address == null ? null : address.key().value(),
                    asked.content().sealed(tenant.keys(), id),
                    openedAt.atOffset(ZoneOffset.UTC),
                    dueOn
                }))
                .replaceWithVoid();
    }

    /** The oldest first, which are due first. */
    Uni<List<DataSubjectCase>> list(SqlConnection transaction, Tenant tenant, boolean open, PageRequest page) {
        return transaction
                .preparedQuery(SELECT + """
                        (closed_at is null) = $2 and (opened_at, id) > ($3, $4)
                        order by opened_at, id limit $5""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        open,
                        page.after().at().atOffset(ZoneOffset.UTC),
                        page.after().id(),
                        page.limit() + 1))
                .map(rows -> all(tenant, rows));
    }

    /** Those of an address, the latest first. */
    Uni<List<DataSubjectCase>> of(SqlConnection transaction, Tenant tenant, KeyedAddress address, int max) {
        return transaction
                .preparedQuery(SELECT + "address_key = $2 order by opened_at desc, id limit $3")
                .execute(Tuple.of(tenant.id().value(), address.key().value(), max))
                .map(rows -> all(tenant, rows));
    }

    Uni<Optional<DataSubjectCase>> get(SqlConnection transaction, Tenant tenant, UUID id) {
        return transaction
                .preparedQuery(SELECT + "id = $2")
                .execute(Tuple.of(tenant.id().value(), id))
                .map(rows -> first(tenant, rows));
    }

    Uni<Optional<DataSubjectCase>> lock(SqlConnection transaction, Tenant tenant, UUID id) {
        return transaction
                .preparedQuery(SELECT + "id = $2 for update of found")
                .execute(Tuple.of(tenant.id().value(), id))
                .map(rows -> first(tenant, rows));
    }

    Uni<Void> close(SqlConnection transaction, Tenant tenant, UUID id, Closing closing, String by) {
        String note = closing.note();
        return transaction
                .preparedQuery("""
                        update data_subject_case set closed_at = $3, outcome = $4, sealed_note = $5, closed_by = $6
                         where tenant_id = $1 and id = $2""")
                .execute(Tuple.from(new @Nullable Object[] {
                    tenant.id().value(),
                    id,
                    closing.at().atOffset(ZoneOffset.UTC),
                    closing.outcome().wireName(),
                    note == null ? null : CaseContent.sealedNote(tenant.keys(), id, note),
                    by
                }))
                .replaceWithVoid();
    }

    private static Optional<DataSubjectCase> first(Tenant tenant, RowSet<Row> rows) {
        return all(tenant, rows).stream().findFirst();
    }

    private static List<DataSubjectCase> all(Tenant tenant, RowSet<Row> rows) {
        List<DataSubjectCase> cases = new ArrayList<>(rows.size());
        rows.forEach(row -> cases.add(read(tenant, row)));
        return cases;
    }

    private static DataSubjectCase read(Tenant tenant, Row row) {
        UUID id = row.getUUID(0);
        return new DataSubjectCase(
                id,
                CaseKind.of(row.getString(1)),
                row.getString(2),
                row.getString(3),
                List.of(row.getArrayOfUUIDs(10)),
                CaseContent.open(tenant.keys(), id, row.getBuffer(4).getBytes()),
                row.getOffsetDateTime(5).toInstant(),
                row.getLocalDate(6),
                row.getOffsetDateTime(7) == null ? null : closing(tenant, id, row));
    }

    private static Closing closing(Tenant tenant, UUID id, Row row) {
        return new Closing(
                row.getOffsetDateTime(7).toInstant(),
                CaseOutcome.of(row.getString(8)),
                row.getBuffer(9) == null
                        ? null
                        : CaseContent.openNote(
                                tenant.keys(), id, row.getBuffer(9).getBytes()));
    }
}
