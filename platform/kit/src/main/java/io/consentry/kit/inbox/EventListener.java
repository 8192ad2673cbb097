package io.consentry.kit.inbox;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;

/** What a service does with other services' events. */
public interface EventListener {

    /** What it listens to. Each topic of a service is listened to by one bean. */
    Set<Topic> topics();

    /**
     * Takes, before anything is written, all locks that applying these events needs, in an order that all writers keep. A transaction is
     * placed in the outbox by its first write: what it writes under a lock that it took later could be published before what an earlier
     * holder of that lock wrote. The transaction is scoped to the events' tenant.
     */
    default Uni<Void> lock(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        return Uni.createFrom().voidItem();
    }

    /** Whether an event must wait behind an earlier one of its key that is parked; not where each event says all by itself. */
    default boolean keepsOrder() {
        return true;
    }

    /** Whether somebody waits until events are applied: the inbox then says on {@link Topic#APPLIED} how far it is. */
    default boolean isWaitedFor() {
        return false;
    }

    /**
     * Applies events, in their order, in a transaction that is scoped to their tenant and also remembers them: all happens or nothing.
     * Called once per event id, with up to {@link InboxConfig#batchSize()} of them. A failure leads to a try with each alone, then to a few
     * more tries, then the event is parked.
     */
    Uni<Void> on(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events);

    /**
     * Takes note, in the parking transaction, that an event of this key could not be applied: what is known of the key is incomplete
     * from here on, so that decisions on it must fail closed.
     */
    Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey);
}
