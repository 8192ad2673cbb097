package io.consentry.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.load.HttpConnection;
import io.consentry.bench.load.LoadPlan;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.report.Report;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** People who have consented click the link in a mail, at a steady rate; each is checked from the answer on until the check denies. */
final class UnsubscribeRun {

    private static final int PEOPLE_AT_ONCE = 64;
    private static final int LINKS_IN_REQUEST = 1_000;
    private static final Duration DENY_MAX = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One person.
     *
     * @param toAnswer nanoseconds from the POST to its answer
     * @param toDeny nanoseconds from the POST to the first check that denies
     * @param checks how many checks that took; 1 when the first one after the answer denied
     */
    record Sample(long toAnswer, long toDeny, int checks) {}

    private record Person(String email, String unsubscribePath) {}

    private final Sitting sitting;
    private final NewcomerRequests newcomers;

    UnsubscribeRun(Sitting sitting, NewcomerRequests newcomers) {
        this.sitting = sitting;
        this.newcomers = newcomers;
    }

    List<Sample> run(int count) throws Exception {
        List<Person> people = people(count);
        new Settling(sitting).await();
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        List<Callable<List<Sample>>> callers = new ArrayList<>();
        for (int i = 0; i < PEOPLE_AT_ONCE; i++) {
            callers.add(() -> unsubscribe(people, next, begin));
        }
        ExecutorService threads = Executors.newFixedThreadPool(PEOPLE_AT_ONCE);
        try {
            List<Sample> samples = new ArrayList<>();
            for (Future<List<Sample>> caller : threads.invokeAll(callers)) {
                samples.addAll(caller.get());
            }
            return samples;
        } catch (ExecutionException e) {
            throw new IOException("an unsubscribe failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Says when the promise that an answered opt-out counts at once was not kept. */
    void reportLate(Report report, List<Sample> samples) {
        long late = samples.stream().filter(sample -> sample.checks > 1).count();
        if (late > 0) {
            report.note(String.format(
                    Locale.ROOT,
                    "of %,d people %,d were not denied by the first check after the answer",
                    samples.size(),
                    late));
        }
    }

    private List<Person> people(int count) throws IOException {
        long first = newcomers.numbers().getAsLong() + 1;
        LoadResult consents = ClosedLoop.run(LoadPlan.counting(
                sitting.platform().description().port("consent"),
                16,
                newcomers.template(),
                newcomers.numbers(),
                count));
        if (consents.refused() > 0) {
            throw new IOException("a consent was refused: " + consents.firstRefusal());
        }
        List<Person> people = new ArrayList<>();
        for (int from = 0; from < count; from += LINKS_IN_REQUEST) {
            people.addAll(withLinks(first + from, Math.min(count - from, LINKS_IN_REQUEST)));
        }
        return people;
    }

    private List<Person> withLinks(long first, int count) throws IOException {
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recipients.add(
                    "{\"ref\":\"%d\",\"identifier\":{\"email\":\"%s\"},\"channel\":\"email\",\"purpose\":\"offers\"}"
                            .formatted(i, newcomers.email(first + i)));
        }
        List<Person> people = new ArrayList<>();
        try (HttpConnection preference =
                HttpConnection.open(sitting.platform().description().port("preference"))) {
            String token = sitting.platform().tokens().of("backoffice");
            String body = "{\"recipients\":[" + String.join(",", recipients) + "]}";
            JsonNode links = JSON.readTree(preference
                            .postJson("/v1/links", token, body)
                            .requireGood()
                            .body())
                    .path("links");
            for (int i = 0; i < count; i++) {
                URI url = URI.create(links.path(i).path("unsubscribeUrl").asText());
                people.add(new Person(newcomers.email(first + i), url.getPath()));
            }
        }
        return people;
    }

    private List<Sample> unsubscribe(List<Person> people, AtomicInteger next, long begin) throws IOException {
        long interval = 1_000_000_000L / sitting.settings().perSecond();
        List<Sample> samples = new ArrayList<>();
        try (HttpConnection preference =
                        HttpConnection.open(sitting.platform().description().port("preference"));
                HttpConnection consent =
                        HttpConnection.open(sitting.platform().description().port("consent"))) {
            for (int i = next.getAndIncrement(); i < people.size(); i = next.getAndIncrement()) {
                long due = begin + i * interval;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                samples.add(unsubscribe(people.get(i), preference, consent));
            }
        }
        return samples;
    }

    private Sample unsubscribe(Person person, HttpConnection preference, HttpConnection consent) throws IOException {
        long sent = System.nanoTime();
        preference
                .postForm(person.unsubscribePath(), "List-Unsubscribe=One-Click")
                .requireGood();
        long answered = System.nanoTime();
        String token = sitting.platform().tokens().of("campaigns");
        String check = "{\"checks\":[{\"recipient\":{\"email\":\"" + person.email()
                + "\"},\"channel\":\"email\",\"purpose\":\"offers\",\"messageClass\":\"marketing\"}]}";
        for (int checks = 1; ; checks++) {
            String answer =
                    consent.postJson(CheckBody.PATH, token, check).requireGood().body();
            long now = System.nanoTime();
            if (answer.contains("\"decision\":\"deny\"")) {
                return new Sample(answered - sent, now - sent, checks);
            }
            if (now - answered > DENY_MAX.toNanos()) {
                throw new IOException("an unsubscribed address is not denied after " + DENY_MAX + ": " + answer);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
