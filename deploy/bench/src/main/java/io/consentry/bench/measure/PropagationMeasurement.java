package io.consentry.bench.measure;

import io.consentry.bench.load.Latency;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.Median;
import io.consentry.bench.load.Paced;
import io.consentry.bench.report.Figure;
import io.consentry.bench.report.Report;
import io.consentry.contract.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How soon others know: from a write's answer to a consumer of its event, and from an unsubscribe to the check that denies. */
public final class PropagationMeasurement implements Measurement {

    private static final double CONSUMER_MEDIAN_MILLIS_MAX = 8;
    private static final double CONSUMER_P99_MILLIS_MAX = 50;
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([0-9a-f-]{36})\"");

    private final Sitting sitting;
    private final NewcomerRequests newcomers;

    public PropagationMeasurement(Sitting sitting) {
        this.sitting = sitting;
        this.newcomers = new NewcomerRequests(sitting);
    }

    @Override
    public void run(Report report) throws Exception {
        BenchSettings settings = sitting.settings();
        String at = " at " + settings.perSecond() + "/s";
        int warmUp = (int) Math.max(settings.perSecond(), settings.firstWarmUp().toSeconds() * settings.perSecond());
        toConsumer(warmUp);
        List<Latency> consumer = new ArrayList<>();
        for (int i = 0; i < settings.runs(); i++) {
            consumer.add(toConsumer(settings.samples()));
        }
        report.add(Figure.under(
                "answer to consumer" + at + ", p50", median(consumer, Latency::median), CONSUMER_MEDIAN_MILLIS_MAX));
        report.add(Figure.under(
                "answer to consumer" + at + ", p99", median(consumer, Latency::p99), CONSUMER_P99_MILLIS_MAX));
        unsubscribes(report, at);
    }

    private void unsubscribes(Report report, String at) throws Exception {
        UnsubscribeRun unsubscribe = new UnsubscribeRun(sitting, newcomers);
        unsubscribe.run(sitting.settings().perSecond());
        List<Latency> answers = new ArrayList<>();
        List<Latency> denies = new ArrayList<>();
        for (int i = 0; i < sitting.settings().runs(); i++) {
            List<UnsubscribeRun.Sample> samples =
                    unsubscribe.run(sitting.settings().samples());
            answers.add(Latency.ofNanos(
                    samples.stream().map(UnsubscribeRun.Sample::toAnswer).toList()));
            denies.add(Latency.ofNanos(
                    samples.stream().map(UnsubscribeRun.Sample::toDeny).toList()));
            unsubscribe.reportLate(report, samples);
        }
        report.add(Figure.of("unsubscribe POST to its answer" + at, text(answers)));
        report.add(Figure.of("unsubscribe POST to check deny" + at, text(denies)));
    }

    private static String text(List<Latency> runs) {
        return new Latency(median(runs, Latency::median), median(runs, Latency::p99)).toString();
    }

    private static double median(List<Latency> runs, ToDoubleFunction<Latency> figure) {
        return Median.of(runs.stream().mapToDouble(figure).toArray());
    }

    private Latency toConsumer(int count) throws IOException, InterruptedException {
        Map<String, Long> answeredAt = new HashMap<>();
        try (EventArrivals arrivals =
                new EventArrivals(sitting.platform().description().kafka(), Topic.CONSENT_EVENTS.topicName())) {
            LoadResult writes = Paced.run(
                    sitting.platform().description().port("consent"),
                    newcomers.template(),
                    newcomers.numbers(),
                    sitting.settings().perSecond(),
                    count,
                    (status, body, at) -> noteEvents(body, at, answeredAt));
            if (writes.refused() > 0) {
                throw new IOException("a consent was refused: " + writes.firstRefusal());
            }
            Map<String, Long> arrivedAt = arrivals.of(answeredAt.keySet());
            return Latency.ofNanos(answeredAt.entrySet().stream()
                    .map(answer -> arrivedAt.getOrDefault(answer.getKey(), 0L) - answer.getValue())
                    .toList());
        }
    }

    private static void noteEvents(String body, long at, Map<String, Long> answeredAt) {
        Matcher events = EVENT_ID.matcher(body);
        while (events.find()) {
            answeredAt.put(events.group(1), at);
        }
    }
}
