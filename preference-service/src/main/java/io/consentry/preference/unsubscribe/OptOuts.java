package io.consentry.preference.unsubscribe;

import io.consentry.contract.Actor;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.TenantId;
import io.consentry.preference.link.Link;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes opt-outs: durable first, then, for a moment, patient until the ledger knows (capability K3). */
@ApplicationScoped
public class OptOuts {

    private final OptOutStore store;
    private final LedgerConfirmations confirmations;
    private final UnsubscribeMetrics metrics;
    private final UnsubscribeConfig config;

    OptOuts(
            OptOutStore store,
            LedgerConfirmations confirmations,
            UnsubscribeMetrics metrics,
            UnsubscribeConfig config) {
        this.store = store;
        this.confirmations = confirmations;
        this.metrics = metrics;
        this.config = config;
    }

    /** The id of the opt-out that stands; fails unless it is in the database. Ends when the ledger has applied it, or after the usual wait. */
    public Uni<UUID> optOut(Link link, OptOutScope scope) {
        long began = System.nanoTime();
        OptOut optOut = OptOut.byLink(link, scope.on(link.token()));
        return inTransaction(optOut.tenant(), transaction -> store.record(transaction, optOut))
                .onFailure()
                .invoke(metrics::failed)
                .call(recorded -> confirmations.await(recorded.write()))
                .invoke(recorded -> metrics.acknowledged(Duration.ofNanos(System.nanoTime() - began)))
                .map(RecordedOptOut::id);
    }

    Uni<UndoOutcome> undo(Link link, UUID optOut) {
        return durable(store.undo(link, optOut, config.undoWithin()));
    }

    /** Runs work in one transaction scoped to the tenant; fails unless it commits in time. */
    public <T> Uni<T> inTransaction(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return durable(store.inTransaction(tenant, work));
    }

    /** Records an opt-out, or tells again of the one by the same act that stands. */
    public Uni<RecordedOptOut> record(SqlConnection transaction, OptOut optOut) {
        return store.record(transaction, optOut);
    }

    /** Records an opt-out unless the same act made one before, also when that was undone since: empty then. */
    public Uni<Optional<RecordedOptOut>> recordOnce(SqlConnection transaction, OptOut optOut) {
        return store.recordOnce(transaction, optOut);
    }

    /**
     * Undoes an opt-out, however old.
     *
     * @param actor whether the person does, or the tenant finds that it was none
     */
    public Uni<UndoOutcome> undo(SqlConnection transaction, TenantId tenant, UUID optOut, Actor actor) {
        return store.undo(transaction, tenant, optOut, actor);
    }

    /** The opt-out by this act that stands. */
    public Uni<Optional<UUID>> standing(SqlConnection transaction, TenantId tenant, byte[] act) {
        return store.standing(transaction, tenant, act);
    }

    /** Ends when the ledger has applied these writes, or else when a check would no longer answer without them: never fails. */
    public Uni<Void> confirmed(List<ConsistencyToken> writes) {
        return writes.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(writes.stream().map(confirmations::await).toList())
                        .andFailFast()
                        .replaceWithVoid();
    }

    private <T> Uni<T> durable(Uni<T> work) {
        return work.ifNoItem().after(config.storeTimeout()).fail();
    }
}
