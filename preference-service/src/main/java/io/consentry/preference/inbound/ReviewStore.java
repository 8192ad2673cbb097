package io.consentry.preference.inbound;

import io.consentry.contract.event.InboundEvent.ReviewOpened;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.listing.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages to be read by a person, encrypted under the tenant's keys. */
@ApplicationScoped
class ReviewStore {

    private static final String COLUMNS = "id, source, reason, sealed, received_at, opt_outs, decision";

    private final Outbox outbox;
    private final Clock clock;

    ReviewStore(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What a message said. Never printed.
     *
     * @param from masked
     */
    record Sealed(@Nullable String from, @Nullable String to, String text) {
        @Override
        public String toString() {
            return "Sealed[redacted]";
        }
    }

    /** Opens a review; a message that has one, decided or not, gets no other. */
    Uni<Void> open(
            SqlConnection transaction,
            Tenant tenant,
            String source,
            byte[] act,
            ReviewReason reason,
            Sealed content,
            List<UUID> optOuts) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transaction
                .preparedQuery("""
                        insert into inbound_review (id, tenant_id, act, source, reason, sealed, received_at, opt_outs)
                        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, act) do nothing""")
                .execute(Tuple.from(new @Nullable Object[] {
                    id,
                    tenant.id().value(),
                    Buffer.buffer(act),
                    source,
                    reason.wireName(),
                    InboundCipher.seal(tenant.keys(), purpose(id), content),
                    now.atOffset(ZoneOffset.UTC),
                    optOuts.toArray(UUID[]::new)
                }))
                .chain(opened -> opened.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : tell(transaction, tenant, new ReviewOpened(id, source, reason.wireName(), now)));
    }

    private Uni<Void> tell(SqlConnection transaction, Tenant tenant, ReviewOpened opened) {
        return outbox.append(
                        transaction,
                        List.of(new OutgoingEvent(opened.reviewId(), tenant.id(), opened, opened.openedAt(), null)))
                .replaceWithVoid();
    }

    /** Those that nobody decided, the oldest first; one more than the page has room for, when there is one. */
    Uni<List<Review>> undecided(SqlConnection transaction, Tenant tenant, PageRequest page) {
        return transaction
                .preparedQuery("select " + COLUMNS + """
                         from inbound_review where tenant_id = $1 and decision is null
                          and (received_at, id) > ($2, $3)
                        order by received_at, id limit $4""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        page.after().at().atOffset(ZoneOffset.UTC),
                        page.after().id(),
                        page.limit() + 1))
                .map(rows -> reviews(tenant, rows));
    }

    Uni<Optional<Review>> lock(SqlConnection transaction, Tenant tenant, UUID id) {
        return transaction
                .preparedQuery("select " + COLUMNS + " from inbound_review where tenant_id = $1 and id = $2 for update")
                .execute(Tuple.of(tenant.id().value(), id))
                .map(rows -> reviews(tenant, rows).stream().findFirst());
    }

    Uni<Void> decide(SqlConnection transaction, Tenant tenant, UUID id, String decision, String by) {
        return transaction
                .preparedQuery("""
                        update inbound_review set decision = $3, decided_by = $4, decided_at = $5
                         where tenant_id = $1 and id = $2""")
                .execute(Tuple.of(
                        tenant.id().value(), id, decision, by, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static List<Review> reviews(Tenant tenant, RowSet<Row> rows) {
        List<Review> reviews = new ArrayList<>();
        for (Row row : rows) {
            UUID id = row.getUUID(0);
            reviews.add(new Review(
                    id,
                    row.getString(1),
                    row.getString(2),
                    InboundCipher.open(
                            tenant.keys(), purpose(id), row.getBuffer(3).getBytes(), Sealed.class),
                    row.getOffsetDateTime(4).toInstant(),
                    List.of(row.getArrayOfUUIDs(5)),
                    row.getString(6)));
        }
        return reviews;
    }

    private static String purpose(UUID id) {
        return "review:" + id;
    }
}
