package io.consentry.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that run random histories at once. Each person of a history grants and withdraws, by the API, by one click or on the page, and
 * is checked after each withdrawal and at the end: never allowed unless the last act was a grant.
 */
final class Hammer {

    private static final int STEPS_MAX = 3;
    private static final int LINKS_A_CALL = 2_500;

    private final TenantApi tenant;
    private final long seed;
    private final List<String> emails;
    private final List<String> links = new ArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger allowed = new AtomicInteger();
    private final AtomicInteger denied = new AtomicInteger();

    Hammer(TenantApi tenant, String domain, int people, long seed) {
        this.tenant = tenant;
        this.seed = seed;
        this.emails = IntStream.range(0, people)
                .mapToObj(person -> "hammered" + person + "@" + domain)
                .toList();
    }

    /** Runs all histories to their end. */
    void run(int clients) throws InterruptedException, ExecutionException {
        for (int from = 0; from < emails.size(); from += LINKS_A_CALL) {
            links.addAll(tenant.links(emails.subList(from, Math.min(from + LINKS_A_CALL, emails.size()))));
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int first = client;
                work.add(() -> histories(first, clients));
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void histories(int first, int every) {
        for (int person = first; person < emails.size(); person += every) {
            history(person, new Random(seed + person));
        }
        return null;
    }

    private void history(int person, Random random) {
        String email = emails.get(person);
        boolean granted = false;
        for (int step = random.nextInt(STEPS_MAX); step < STEPS_MAX; step++) {
            granted = random.nextBoolean();
            if (granted) {
                tenant.record(email, "grant");
            } else {
                withdraw(person, random);
                check(email, false);
            }
        }
        if (granted) {
            check(email, true);
        }
    }

    private void withdraw(int person, Random random) {
        int status =
                switch (random.nextInt(3)) {
                    case 0 -> TenantApi.click(links.get(person));
                    case 1 -> TenantApi.leavePage(links.get(person), random.nextBoolean() ? "topic" : "everything");
                    default -> {
                        tenant.record(emails.get(person), "withdraw");
                        yield 200;
                    }
                };
        if (status != 200) {
            throw new IllegalStateException("a withdrawal was answered with " + status);
        }
    }

    private void check(String email, boolean granted) {
        String decision = tenant.check(email).path("decision").asText();
        (decision.equals("allow") ? allowed : denied).incrementAndGet();
        if (decision.equals("allow") && !granted) {
            violations.add(email);
        }
    }

    /** Those who were allowed after they had withdrawn. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    int allowed() {
        return allowed.get();
    }

    int denied() {
        return denied.get();
    }
}
