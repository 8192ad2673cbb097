package io.consentry.preference.unsubscribe;

import io.consentry.preference.link.Link;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes opt-outs: durable first, then, for a moment, patient until the ledger knows (capability K3). */
@ApplicationScoped
class OptOuts {

    private final OptOutStore store;
    private final LedgerConfirmations confirmations;
    private final UnsubscribeConfig config;

    OptOuts(OptOutStore store, LedgerConfirmations confirmations, UnsubscribeConfig config) {
        this.store = store;
        this.confirmations = confirmations;
        this.config = config;
    }

    /** The id of the opt-out that stands; fails unless it is in the database. */
    Uni<UUID> optOut(Link link, OptOutScope scope) {
        return durable(store.record(link, scope.on(link.token())))
                .call(recorded -> confirmations.await(recorded.write()))
                .map(RecordedOptOut::id);
    }

    Uni<UndoOutcome> undo(Link link, UUID optOut) {
        return durable(store.undo(link, optOut, config.undoWithin()));
    }

    private <T> Uni<T> durable(Uni<T> work) {
        return work.ifNoItem().after(config.storeTimeout()).fail();
    }
}
