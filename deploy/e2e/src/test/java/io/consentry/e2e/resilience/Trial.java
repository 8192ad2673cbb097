package io.consentry.e2e.resilience;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Runs a fault while a crowd opts out, and finds out what became of the opt-outs. */
final class Trial {

    private static final Duration BEGIN_MAX = Duration.ofMinutes(1);
    private static final double FIRST_PART = 0.1;

    private final Cluster cluster;
    private final int people;
    private int number;

    /** @param people of each crowd */
    Trial(Cluster cluster, int people) {
        this.cluster = cluster;
        this.people = people;
    }

    /** What is broken, and mended again. */
    interface Fault {
        void strike(Crowd crowd) throws Exception;
    }

    /**
     * Strikes when the first tenth has opted out.
     *
     * @param spread how long it takes until the last of the crowd has begun
     */
    Row during(String name, Duration spread, Fault fault) throws Exception {
        return run(name, 0, crowd -> {
            crowd.begin(spread);
            await().atMost(BEGIN_MAX).until(() -> crowd.isDone(FIRST_PART));
            fault.strike(crowd);
        });
    }

    /**
     * Runs a fault that says by itself when the crowd begins.
     *
     * @param byApi how many of the crowd have the tenant record their opt-out, instead of clicking
     */
    Row run(String name, int byApi, Fault fault) throws Exception {
        number++;
        String control = "control" + number + "@resilience.example.org";
        cluster.tenant().record(control, "grant");
        Aftermath aftermath = new Aftermath(cluster);
        try (Crowd crowd = new Crowd(cluster, "trial" + number + "-", people, byApi)) {
            Watch watch = new Watch(crowd, cluster.tenant(), number);
            try (watch) {
                fault.strike(crowd);
                crowd.awaitAll();
                aftermath.awaitRecovery(control);
            }
            return row(name, crowd, watch, aftermath);
        }
    }

    private static Row row(String name, Crowd crowd, Watch watch, Aftermath aftermath) throws SQLException {
        List<Crowd.Acknowledged> told = crowd.acknowledged();
        aftermath.lookUp(crowd);
        return new Row(
                name,
                told.size(),
                aftermath.lost(),
                aftermath.doubled(),
                watch.allowedAfter().size(),
                watch.asked(),
                aftermath.disagreeing(),
                aftermath.parked(),
                longest(told, Crowd.Acknowledged::sinceFirst),
                longest(told, Crowd.Acknowledged::answer),
                watch.longestSilence());
    }

    private static Duration longest(List<Crowd.Acknowledged> told, Function<Crowd.Acknowledged, Duration> measure) {
        return told.stream().map(measure).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
