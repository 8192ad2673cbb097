package io.consentry.e2e.resilience;

import io.consentry.e2e.TenantApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** People who agreed to offers, and opt out by one click: again and again until they are told that it is done, as a mailbox provider does. */
final class Crowd implements AutoCloseable {

    private static final int THREADS = 12;
    private static final int BATCH = 500;
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
    private static final Duration DONE_MAX = Duration.ofMinutes(4);

    private final Cluster cluster;
    private final TenantApi tenant;
    private final int byApi;
    private final List<String> emails;
    private final List<String> links = new ArrayList<>();
    private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final CountDownLatch left;

    /**
     * An opt-out that was answered with 200.
     *
     * @param answer how long that answer took
     * @param sinceFirst since the first click
     */
    record Acknowledged(String email, Duration answer, Duration sinceFirst) {}

    /**
     * Makes them known, with consent, and sees to it that each may be sent offers.
     *
     * @param byApi how many have the tenant record their opt-out, instead of clicking
     */
    Crowd(Cluster cluster, String name, int people, int byApi) {
        this.cluster = cluster;
        this.tenant = cluster.tenant();
        this.byApi = byApi;
        this.emails = IntStream.range(0, people)
                .mapToObj(i -> name + i + "@resilience.example.org")
                .toList();
        this.left = new CountDownLatch(people);
        each(emails, email -> tenant.record(email, "grant"));
        for (List<String> some : batches(emails)) {
            links.addAll(tenant.links(some));
            if (!tenant.check(some).stream()
                    .allMatch(result -> result.path("decision").asText().equals("allow"))) {
                throw new IllegalStateException("somebody who agreed is not allowed");
            }
        }
    }

    /** What is done with one address. */
    interface Act {
        void on(String email);
    }

    static void each(List<String> emails, Act act) {
        ExecutorService some = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            emails.forEach(email -> calls.add(() -> {
                act.on(email);
                return null;
            }));
            for (Future<Void> done : some.invokeAll(calls)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            some.shutdownNow();
        }
    }

    static List<List<String>> batches(List<String> emails) {
        return IntStream.iterate(0, from -> from < emails.size(), from -> from + BATCH)
                .mapToObj(from -> emails.subList(from, Math.min(from + BATCH, emails.size())))
                .toList();
    }

    /** Lets them begin, one after the other, the last one after this long. */
    void begin(Duration spread) {
        for (int i = 0; i < emails.size(); i++) {
            int person = i;
            long after = spread.toNanos() * i / emails.size();
            threads.schedule(
                    () -> {
                        long begin = System.nanoTime();
                        optOut(person, begin);
                    },
                    after,
                    TimeUnit.NANOSECONDS);
        }
    }

    private void optOut(int person, long begin) {
        long clicked = System.nanoTime();
        if (isAcknowledged(person)) {
            long now = System.nanoTime();
            acknowledged.add(new Acknowledged(
                    emails.get(person), Duration.ofNanos(now - clicked), Duration.ofNanos(now - begin)));
            left.countDown();
        } else {
            threads.schedule(() -> optOut(person, begin), AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isAcknowledged(int person) {
        try {
            if (person < byApi) {
                tenant.record(emails.get(person), "withdraw");
                return true;
            }
            return TenantApi.click(links.get(person).replace(cluster.base("preference"), cluster.url("preference")))
                    == 200;
        } catch (RuntimeException notDone) {
            return false;
        }
    }

    /** Those whose opt-out the tenant records, straight in the ledger. */
    List<String> byApi() {
        return emails.subList(0, byApi);
    }

    /** Whether at least this part of them has been told. */
    boolean isDone(double part) {
        return acknowledged.size() >= part * emails.size();
    }

    void awaitAll() {
        try {
            if (!left.await(DONE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(left.getCount() + " opt-outs were never acknowledged");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Those who were told, in the order in which they were. */
    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
