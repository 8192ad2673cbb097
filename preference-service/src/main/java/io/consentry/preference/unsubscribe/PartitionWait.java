package io.consentry.preference.unsubscribe;

import io.consentry.contract.OutboxPosition;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Iterator;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** How far the ledger has applied one partition, and who waits for it to be further. Safe for many threads; one alone advances it. */
final class PartitionWait {

    private final ConcurrentNavigableMap<OutboxPosition, UniEmitter<? super Void>> waiting =
            new ConcurrentSkipListMap<>();
    private volatile OutboxPosition applied = OutboxPosition.START;

    /** Completes the emitter when the place is applied, at once when it already is; call {@link #forget} in any case. */
    void await(OutboxPosition place, UniEmitter<? super Void> emitter) {
        waiting.put(place, emitter);
        release();
    }

    void forget(OutboxPosition place) {
        waiting.remove(place);
    }

    /** Takes the ledger's word; a late one of an earlier place changes nothing. */
    void advance(OutboxPosition to) {
        if (to.compareTo(applied) > 0) {
            applied = to;
        }
        release();
    }

    int size() {
        return waiting.size();
    }

    private void release() {
        Iterator<UniEmitter<? super Void>> reached =
                waiting.headMap(applied, true).values().iterator();
        while (reached.hasNext()) {
            reached.next().complete(null);
            reached.remove();
        }
    }
}
