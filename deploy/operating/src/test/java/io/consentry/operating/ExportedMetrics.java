package io.consentry.operating;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the services export, by their committed catalogues, which tests of each service keep true. */
final class ExportedMetrics {

    private static final Pattern LINE = Pattern.compile("(\\w+) (\\w+) \\[(.*?)].*");
    private static final Pattern NAME = Pattern.compile("\\b(?:consentry|jvm|process|http)_\\w+");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");

    /** Prometheus adds these two itself; the last is a histogram's. */
    private static final Set<String> ALWAYS = Set.of("job", "instance", "le");

    private final Map<String, Set<String>> labelsByName = new HashMap<>();

    ExportedMetrics() {
        for (String service : Repository.SERVICES) {
            Repository.read(service + "/metrics.txt").lines().forEach(this::add);
        }
    }

    private void add(String line) {
        Matcher metric = LINE.matcher(line);
        if (!metric.matches()) {
            throw new IllegalStateException("not a line of a catalogue: " + line);
        }
        Set<String> labels = Set.of(metric.group(3).split(", "));
        add(metric.group(1), labels);
        if (metric.group(2).equals("histogram")) {
            add(metric.group(1) + "_bucket", labels);
            add(metric.group(1) + "_sum", labels);
            add(metric.group(1) + "_count", labels);
        }
    }

    private void add(String name, Set<String> labels) {
        labelsByName.computeIfAbsent(name, first -> new HashSet<>()).addAll(labels);
    }

    /** The metrics that an expression of PromQL names. */
    static Set<String> namesIn(String expression) {
        Set<String> names = new HashSet<>();
        Matcher name = NAME.matcher(expression);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    /** The labels that it selects or groups by. */
    static Set<String> labelsIn(String expression) {
        Set<String> labels = new HashSet<>();
        Matcher grouping = GROUPING.matcher(expression);
        while (grouping.find()) {
            labels.addAll(Set.of(grouping.group(1).split("\\s*,\\s*")));
        }
        Matcher matcher = MATCHER.matcher(expression);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        return labels;
    }

    /** What an expression names and no service exports: metrics, and labels that none of its metrics has. */
    Set<String> missingIn(String expression) {
        Set<String> missing = namesIn(expression);
        Set<String> labels = labelsIn(expression);
        labels.removeAll(ALWAYS);
        for (String name : Set.copyOf(missing)) {
            Set<String> own = labelsByName.get(name);
            if (own != null) {
                missing.remove(name);
                labels.removeAll(own);
            }
        }
        missing.addAll(labels);
        return missing;
    }
}
