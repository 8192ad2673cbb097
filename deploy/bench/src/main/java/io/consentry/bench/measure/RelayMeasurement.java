package io.consentry.bench.measure;

import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.LoadSummary;
import io.consentry.bench.platform.Database;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The relay alone: how fast it publishes a backlog. The events go to a topic of their own, which nobody applies: other services would work on them on
 * the same processors, and for long after.
 */
public final class RelayMeasurement implements Measurement {

    private static final String TOPIC = "bench.events";
    private static final int PARTITIONS = 4;
    private static final double TARGET = 0.5;
    private static final int ROWS_IN_TRANSACTION = 100_000;
    private static final Duration SILENCE_MAX = Duration.ofMinutes(1);

    /** So many events like those of consents by e-mail. */
    private static final String INSERT = """
            insert into outbox (tenant_id, event_id, topic, partition, record_key, type, payload, time)
            select 'acme', gen_random_uuid(), 'bench.events', n %% 4, 'acme:' || subject, 'io.consentry.consent.given.v1',
                   '{"subjectId":"' || subject || '","purpose":"offers","channel":"email","addresses":[{"kind":"email","key":"'
                   || translate(encode(sha256(n::text::bytea), 'base64'), '+/=', '-_')
                   || '"}],"occurredAt":"2026-11-23T08:15:30.123Z","recordedAt":"2026-11-23T08:15:31.123456Z","actor":"subject",'
                   || '"method":"subscription_form"}', now()
              from (select n, gen_random_uuid() as subject from generate_series(1, %d) as n) as people""";

    private final Sitting sitting;
    private final Database database;

    public RelayMeasurement(Sitting sitting) {
        this.sitting = sitting;
        this.database = sitting.platform().database();
    }

    /**
     * What the consumer saw.
     *
     * @param events how many
     * @param seconds from the first to the last
     * @param secondsFromRelease from the lock's release, which the relay notices a little later
     */
    private record Drained(long events, double seconds, double secondsFromRelease) {}

    @Override
    public void run(Report report) throws Exception {
        long backlog = sitting.settings().backlog();
        List<LoadResult> nothing = new ArrayList<>();
        Drained drained;
        createTopic();
        try {
            nothing.add(runNothing());
            try (EventTail tail = new EventTail(sitting.platform().description().kafka(), TOPIC)) {
                drained = drain(tail, backlog);
            }
            nothing.add(runNothing());
        } finally {
            deleteTopic();
        }
        double rate = drained.events / drained.seconds;
        report.add(Figure.atLeast(
                String.format(Locale.ROOT, "relay, backlog of %,d events", backlog),
                String.format(Locale.ROOT, "%,.0f events/s", rate),
                rate,
                LoadSummary.of(nothing).rate(),
                "F",
                TARGET));
        report.note(String.format(
                Locale.ROOT,
                "%.2f s from the first event to the last, %.2f s from the lock's release",
                drained.seconds,
                drained.secondsFromRelease));
    }

    private Drained drain(EventTail tail, long backlog) throws SQLException, IOException, InterruptedException {
        sitting.console().say(String.format(Locale.ROOT, "Filling the outbox with %,d events", backlog));
        RelayLockout lockout = RelayLockout.take(database);
        try {
            fill(backlog);
        } finally {
            lockout.close();
        }
        return consume(tail, backlog, System.nanoTime());
    }

    private void fill(long backlog) throws SQLException {
        for (long filled = 0; filled < backlog; filled += ROWS_IN_TRANSACTION) {
            database.run("consent", INSERT.formatted(Math.min(ROWS_IN_TRANSACTION, backlog - filled)));
        }
        // What filling put off is not the relay's work.
        database.run("consent", "vacuum (analyze) outbox", "checkpoint");
    }

    private static Drained consume(EventTail tail, long backlog, long released) throws IOException {
        long events = 0;
        long first = 0;
        long last = released;
        while (events < backlog) {
            int arrived = tail.poll(Duration.ofSeconds(1)).count();
            long now = System.nanoTime();
            if (arrived > 0) {
                first = events == 0 ? now : first;
                last = now;
                events += arrived;
            } else if (now - last > SILENCE_MAX.toNanos()) {
                throw new IOException(events + " of " + backlog + " events have arrived, and none for " + SILENCE_MAX);
            }
        }
        return new Drained(events, (last - first) / 1e9, (last - released) / 1e9);
    }

    private LoadResult runNothing() throws IOException {
        return ClosedLoop.run(new Nothing(sitting)
                .plan(Bracket.CONNECTIONS, sitting.settings().warmUp()));
    }

    private void createTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                        .all()
                        .get();
            }
        }
    }

    private void deleteTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", sitting.platform().description().kafka()));
    }
}
