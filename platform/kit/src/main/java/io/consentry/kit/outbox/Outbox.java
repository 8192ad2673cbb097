package io.consentry.kit.outbox;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.ProblemType;
import io.consentry.contract.Topic;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.trace.EventTraces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes events beside the state change that they tell of; they are published if, and only if, the transaction commits. */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = """
            insert into outbox (tenant_id, event_id, topic, partition, record_key, type, payload, time, cause,
                                trace)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning xid::text::bigint, id""";

    private static final String INSERT_MANY = """
            insert into outbox (tenant_id, event_id, topic, partition, record_key, type, payload, time, cause,
                                trace)
            select tenant, id, topic, partition, key, type, payload, time, cause, trace
              from unnest($1::text[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
                          $9::uuid[], $10::text[])
                   with ordinality as event(tenant, id, topic, partition, key, type, payload, time, cause, trace, number)
             order by number""";

    private static final int PAYLOAD_LENGTH_MAX = 200_000;

    private final String source;
    private final EventTraces traces;

    Outbox(@ConfigProperty(name = "consentry.source") String source, EventTraces traces) {
        this.source = source;
        this.traces = traces;
    }

    /**
     * Adds events, in this order, to the running transaction, which must be scoped to their tenant.
     *
     * @return the token of the last one
     */
    public Uni<ConsistencyToken> append(SqlConnection transaction, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("no events");
        }
        List<Tuple> rows = new ArrayList<>();
        events.forEach(event -> rows.add(row(event)));
        OutgoingEvent last = events.get(events.size() - 1);
        return transaction
                .preparedQuery(INSERT)
                .executeBatch(rows)
                .map(inserted -> new ConsistencyToken(source, partition(last), lastPosition(inserted)));
    }

    /** Adds many events, in this order, in one statement: for imports, which give no token. */
    public Uni<Void> appendMany(SqlConnection transaction, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT_MANY)
                .execute(Tuple.from(new Object[] {
                    events.stream().map(event -> event.tenant().value()).toArray(String[]::new),
                    events.stream().map(OutgoingEvent::id).toArray(UUID[]::new),
                    events.stream()
                            .map(event -> event.event().topic().topicName())
                            .toArray(String[]::new),
                    events.stream().map(Outbox::partition).toArray(Integer[]::new),
                    events.stream().map(OutgoingEvent::recordKey).toArray(String[]::new),
                    events.stream().map(event -> event.event().wireName()).toArray(String[]::new),
                    events.stream().map(Outbox::payload).toArray(String[]::new),
                    events.stream()
                            .map(event -> event.time().atOffset(ZoneOffset.UTC))
                            .toArray(OffsetDateTime[]::new),
                    events.stream().map(OutgoingEvent::cause).toArray(UUID[]::new),
                    events.stream().map(event -> traces.of(event.cause())).toArray(String[]::new)
                }))
                .replaceWithVoid();
    }

    private static OutboxPosition lastPosition(RowSet<Row> inserted) {
        OutboxPosition position = OutboxPosition.START;
        for (RowSet<Row> one = inserted; one != null; one = one.next()) {
            Row row = one.iterator().next();
            position = new OutboxPosition(row.getLong(0), row.getLong(1));
        }
        return position;
    }

    private Tuple row(OutgoingEvent outgoing) {
        return Tuple.from(new Object[] {
            outgoing.tenant().value(),
            outgoing.id(),
            outgoing.event().topic().topicName(),
            partition(outgoing),
            outgoing.recordKey(),
            outgoing.event().wireName(),
            payload(outgoing),
            outgoing.time().atOffset(ZoneOffset.UTC),
            outgoing.cause(),
            traces.of(outgoing.cause())
        });
    }

    private static int partition(OutgoingEvent outgoing) {
        Topic topic = outgoing.event().topic();
        byte[] key = outgoing.recordKey().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % topic.partitions();
    }

    /** One row that Kafka refuses would stop the relay for everybody. */
    private static String payload(OutgoingEvent outgoing) {
        String json = EventJson.write(outgoing.event());
        if (json.length() > PAYLOAD_LENGTH_MAX) {
            throw new RefusedException(ProblemType.TOO_LARGE, "The request is too large to be published; split it.");
        }
        return json;
    }
}
