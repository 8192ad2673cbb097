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
import org.apache.kafka.common.TopicPartition;

/** How far each partition has been applied: kept in the database beside the effects, so that both are always of one moment. */
final class Progress {

    private Progress() {}

    /** The next offset of each partition of the topics; a partition never seen is absent. */
    static Uni<Map<TopicPartition, Long>> nextOffsets(SqlConnection connection, List<String> topics) {
        return connection
                .preparedQuery("select topic, partition, next_offset from progress where topic = any($1)")
                .execute(Tuple.of(topics.toArray(String[]::new)))
                .map(rows -> {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    rows.forEach(row ->
                            offsets.put(new TopicPartition(row.getString(0), row.getInteger(1)), row.getLong(2)));
                    return offsets;
                });
    }

    /** Notes that everything below an offset is applied. */
    static Uni<Void> advance(
            SqlConnection transaction, TopicPartition partition, long nextOffset, OutboxPosition position) {
        return transaction
                .preparedQuery("""
                        insert into progress (topic, partition, next_offset, transaction, sequence) values ($1, $2, $3, $4, $5)
                        on conflict (topic, partition) do update
                           set next_offset = excluded.next_offset,
                               transaction = case when excluded.transaction = 0 then progress.transaction else excluded.transaction end,
                               sequence = case when excluded.transaction = 0 then progress.sequence else excluded.sequence end""")
                .execute(Tuple.from(new Object[] {
                    partition.topic(), partition.partition(), nextOffset, position.transaction(), position.sequence()
                }))
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
