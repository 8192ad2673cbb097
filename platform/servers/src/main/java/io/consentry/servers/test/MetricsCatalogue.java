package io.consentry.servers.test;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics that a service promises, taken from what it exports at {@code /q/metrics}: its own, and those of the virtual machine that
 * every operator looks at. One line each, in their order: name, type, labels, and what it says. Alerts and dashboards are checked against
 * it.
 */
public final class MetricsCatalogue {

    private static final Pattern PROMISED = Pattern.compile(
            "consentry_\\w+|jvm_memory_(used|max)_bytes|jvm_threads_live_threads|process_cpu_usage|process_uptime_seconds");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");

    private MetricsCatalogue() {}

    /** @param exposition in Prometheus' text format, as is answered to {@code Accept: text/plain} */
    public static String of(String exposition) {
        Map<String, String> types = new TreeMap<>();
        Map<String, String> says = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        exposition.lines().forEach(line -> {
            if (line.startsWith("# ")) {
                String[] words = line.split(" ", 4);
                if (words.length == 4) {
                    (words[1].equals("TYPE") ? types : says).put(words[2], words[3]);
                }
            } else {
                sample(line, types, labels);
            }
        });
        return types.entrySet().stream()
                .filter(metric -> PROMISED.matcher(metric.getKey()).matches())
                .map(metric -> metric.getKey() + " " + metric.getValue() + " "
                        + labels.getOrDefault(metric.getKey(), Set.of()) + " " + says.get(metric.getKey()))
                .map(String::strip)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void sample(String line, Map<String, String> types, Map<String, Set<String>> labels) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            return;
        }
        String name = types.containsKey(sample.group(1))
                ? sample.group(1)
                : PART.matcher(sample.group(1)).replaceFirst("");
        Set<String> own = labels.computeIfAbsent(name, first -> new TreeSet<>());
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
            own.add(label.group(1));
        }
    }
}
