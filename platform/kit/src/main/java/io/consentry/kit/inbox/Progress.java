package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition has been applied: kept in the database beside the effects, so that both are always of one moment. */
final class Progress {

    private Progress() {}

    /** Where to go on in each partition of the topics; a partition never seen is absent. */
    static Uni<Map<TopicPartition, OffsetAndMetadata>> next(SqlConnection connection, List<String> topics) {
        return connection
                .preparedQuery("select topic, partition, next_offset, epoch from progress where topic = any($1)")
                .execute(Tuple.of(topics.toArray(String[]::new)))
                .map(rows -> {
                    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
                    rows.forEach(row -> next.put(
                            new TopicPartition(row.getString(0), row.getInteger(1)),
                            new OffsetAndMetadata(row.getLong(2), Optional.ofNullable(row.getInteger(3)), "")));
                    return next;
                });
    }

    /** Notes that everything up to a record of each partition is applied. */
    static Uni<Void> advance(SqlConnection transaction, Map<TopicPartition, RawEvent> lasts) {
        List<Tuple> rows = new ArrayList<>();
        lasts.forEach((partition, last) -> rows.add(row(partition, last, Applier.position(last))));
        return transaction.preparedQuery("""
                        insert into progress (topic, partition, next_offset, epoch, transaction, sequence)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict (topic, partition) do update
                           set next_offset = excluded.next_offset, epoch = excluded.epoch,
                               transaction = case when excluded.transaction = 0 then progress.transaction else excluded.transaction end,
                               sequence = case when excluded.transaction = 0 then progress.sequence else excluded.sequence end""").executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(TopicPartition partition, RawEvent last, OutboxPosition position) {
        return Tuple.from(new Object[] {
            partition.topic(),
            partition.partition(),
            last.offset() + 1,
            last.epoch(),
            position.transaction(),
            position.sequence()
        });
    }

    /**
     * Forgets as of when nothing is missing. A consumer that takes over does so first: what was published while nobody consumed is not in
     * the facts, however recently they were complete.
     */
    static Uni<Void> forgetFreshness(SqlConnection transaction, List<String> topics) {
        return transaction
                .preparedQuery("update progress set fresh_as_of = null where topic = any($1)")
                .execute(Tuple.of(topics.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Notes that nothing acknowledged before an instant is missing from the topic. */
    static Uni<Void> freshAsOf(SqlConnection transaction, Topic topic, Instant asOf) {
        List<Tuple> rows = new ArrayList<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            rows.add(Tuple.of(topic.topicName(), partition, asOf.atOffset(ZoneOffset.UTC)));
        }
        return transaction.preparedQuery("""
                        insert into progress (topic, partition, next_offset, fresh_as_of) values ($1, $2, 0, $3)
                        on conflict (topic, partition) do update set fresh_as_of = excluded.fresh_as_of""").executeBatch(rows).replaceWithVoid();
    }
}
