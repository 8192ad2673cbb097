package io.consentry.consent.check;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Lets those who want to read wait for each other. At most two readings are on their way; whoever comes meanwhile shares the next one,
 * which starts when one of them ends. Nobody waits when nobody is reading.
 *
 * @param <K> what is asked for
 * @param <R> the reading
 */
final class SharedReadings<K, R> {

    private static final int READINGS_MAX = 2;
    private static final int KEYS_MAX = 2_000;
    private static final int WAITING_MAX = 10_000;

    private final Function<Set<K>, Uni<R>> reader;
    private final Deque<Waiting<K, R>> waiting = new ArrayDeque<>();
    private int reading;

    SharedReadings(Function<Set<K>, Uni<R>> reader) {
        this.reader = reader;
    }

    private record Waiting<K, R>(Collection<K> keys, UniEmitter<? super R> emitter) {}

    /** A reading begun after this call that has the keys, and perhaps others; refuses when too many wait. */
    Uni<R> read(Collection<K> keys) {
        return Uni.createFrom().emitter(emitter -> {
            if (!add(new Waiting<>(keys, emitter))) {
                emitter.fail(new RefusedException(
                        ProblemType.TOO_MANY_REQUESTS, "Too many checks are waiting; do not send, and ask again."));
                return;
            }
            startNext();
        });
    }

    private synchronized boolean add(Waiting<K, R> one) {
        return waiting.size() < WAITING_MAX && waiting.add(one);
    }

    private void startNext() {
        List<Waiting<K, R>> together = takeNext();
        if (together.isEmpty()) {
            return;
        }
        Set<K> keys = new HashSet<>();
        together.forEach(one -> keys.addAll(one.keys()));
        Uni.createFrom()
                .deferred(() -> reader.apply(keys))
                .subscribe()
                .with(
                        result -> end(together, one -> one.emitter().complete(result)),
                        failure -> end(together, one -> one.emitter().fail(failure)));
    }

    private synchronized List<Waiting<K, R>> takeNext() {
        List<Waiting<K, R>> together = new ArrayList<>();
        if (reading == READINGS_MAX) {
            return together;
        }
        int keys = 0;
        while (!waiting.isEmpty()
                && (together.isEmpty() || keys + waiting.element().keys().size() <= KEYS_MAX)) {
            Waiting<K, R> one = waiting.remove();
            keys += one.keys().size();
            together.add(one);
        }
        if (!together.isEmpty()) {
            reading++;
        }
        return together;
    }

    /** The next reading starts before those who shared this one go on: their work must not hold it up. */
    private void end(List<Waiting<K, R>> together, java.util.function.Consumer<Waiting<K, R>> answer) {
        synchronized (this) {
            reading--;
        }
        startNext();
        together.forEach(answer);
    }
}
