package io.consentry.consent.decisionlog;

import io.consentry.contract.TenantId;
import io.consentry.contract.event.DecisionEvent.DecisionMade;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Decisions on their way to the topic, bounded; and the count of those that were dropped because there was no room. */
@ApplicationScoped
class DecisionQueue {

    private static final int BATCH_MAX = 1_000;

    private final BlockingQueue<Noted> waiting;
    private final LongAdder dropped = new LongAdder();

    DecisionQueue(DecisionLogConfig config) {
        this.waiting = new ArrayBlockingQueue<>(config.queueSize());
    }

    record Noted(TenantId tenant, DecisionMade decision) {}

    void offer(TenantId tenant, DecisionMade decision) {
        if (!waiting.offer(new Noted(tenant, decision))) {
            dropped.increment();
        }
    }

    /** Up to a thousand of those that wait, the oldest first; none when none came within the time. */
    List<Noted> take(long millisMax) throws InterruptedException {
        List<Noted> taken = new ArrayList<>();
        Noted first = waiting.poll(millisMax, TimeUnit.MILLISECONDS);
        if (first != null) {
            taken.add(first);
            waiting.drainTo(taken, BATCH_MAX - 1);
        }
        return taken;
    }

    long dropped() {
        return dropped.sum();
    }

    int size() {
        return waiting.size();
    }
}
