package io.consentry.e2e.resilience;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.e2e.TenantApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Asks all the time whether those who were told that they are opted out may be sent offers. They must not, from the first check on. */
final class Watch implements AutoCloseable {

    private static final int THREADS = 3;
    private static final int ASKED_AT_ONCE = 20;
    private static final Duration EVERY = Duration.ofMillis(30);

    private final Crowd crowd;
    private final TenantApi tenant;
    private final Random random;
    private final Queue<String> allowedAfter = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
    private final AtomicLong longestSilence = new AtomicLong();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    Watch(Crowd crowd, TenantApi tenant, long seed) {
        this.crowd = crowd;
        this.tenant = tenant;
        this.random = new Random(seed);
        for (int i = 0; i < THREADS; i++) {
            threads.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void ask() {
        List<String> some = some();
        if (some.isEmpty()) {
            return;
        }
        try {
            List<JsonNode> results = tenant.check(some);
            noteAnswer();
            for (int i = 0; i < some.size(); i++) {
                asked.incrementAndGet();
                if (results.get(i).path("decision").asText().equals("allow")) {
                    allowedAfter.add(some.get(i));
                }
            }
        } catch (RuntimeException refused) {
            // Not an allow. How long it lasts is what the silence says.
        }
    }

    /** The newest ones among them: a late opt-out is missed first there. */
    private List<String> some() {
        List<Crowd.Acknowledged> told = crowd.acknowledged();
        int size = told.size();
        List<String> some = new ArrayList<>();
        for (int i = 0; i < Math.min(size, ASKED_AT_ONCE); i++) {
            int place = i < ASKED_AT_ONCE / 2 ? size - 1 - i : random.nextInt(size);
            some.add(told.get(place).email());
        }
        return some;
    }

    private void noteAnswer() {
        long now = System.nanoTime();
        long silence = now - lastAnswer.getAndSet(now);
        longestSilence.accumulateAndGet(silence, Math::max);
    }

    /** Those who were allowed after they had been told. */
    List<String> allowedAfter() {
        return List.copyOf(allowedAfter);
    }

    /** How many answers were looked at. */
    int asked() {
        return asked.get();
    }

    /** The longest time without any answered check. */
    Duration longestSilence() {
        return Duration.ofNanos(longestSilence.get());
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a check never ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
