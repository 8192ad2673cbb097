package io.consentry.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Has to know, before a heartbeat can have been heard, that there may be one. */
public interface HeartbeatWitness {

    /**
     * Ends before the relay looks at what a heartbeat will vouch for. What the heartbeat says is of an instant before this is called.
     *
     * @param session of the service's worker role, without a transaction: what is written is visible to everybody when this ends
     */
    Uni<Void> beforeHeartbeat(SqlConnection session);
}
