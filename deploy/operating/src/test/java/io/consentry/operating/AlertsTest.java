package io.consentry.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final String RUNBOOK = "deploy/docs/runbook/";

    @Test
    void everyMetricAndLabelOfAnAlertIsExported() throws IOException {
        ExportedMetrics exported = new ExportedMetrics();
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> assertThat(
                        exported.missingIn(alert.path("expr").asText()))
                .as(name(alert))
                .isEmpty());
    }

    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        assertThat(Repository.list(RUNBOOK).stream()
                        .map(page -> page.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(alert -> name(alert) + ".md").toList());
        assertThat(alerts()).allSatisfy(alert -> {
            String page = RUNBOOK + name(alert) + ".md";
            assertThat(alert.path("annotations").path("runbook").asText()).isEqualTo(page);
            assertThat(Repository.read(page))
                    .startsWith("# " + name(alert) + "\n")
                    .contains("## What it means\n", "## What to look at\n", "## What to do\n");
        });
    }

    @Test
    void everyAlertWakesSomebodyOrWaitsForTheDay() throws IOException {
        assertThat(alerts()).allSatisfy(alert -> assertThat(
                        alert.path("labels").path("severity").asText())
                .as(name(alert))
                .isIn("page", "ticket"));
    }

    @Test
    void prometheusTakesTheRules() {
        Promtool.Run run = Promtool.run("check", "rules", "--lint=all", "--lint-fatal", "alerts.yml");
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @Test
    void eachAlertFiresInItsCaseAndNoneWhereAllIsWell() throws IOException {
        JsonNode cases = new YAMLMapper().readTree(Repository.read("deploy/observability/alerts.test.yml"));
        Set<String> fired = StreamSupport.stream(cases.path("tests").spliterator(), false)
                .flatMap(one -> StreamSupport.stream(one.path("alert_rule_test").spliterator(), false))
                .filter(expected -> !expected.path("exp_alerts").isEmpty())
                .map(expected -> expected.path("alertname").asText())
                .collect(Collectors.toSet());
        assertThat(fired)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(AlertsTest::name).toList());

        Promtool.Run run = Promtool.run("test", "rules", "alerts.test.yml");

        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static List<JsonNode> alerts() throws IOException {
        JsonNode rules = new YAMLMapper().readTree(Repository.read("deploy/observability/alerts.yml"));
        return StreamSupport.stream(rules.path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }
}
