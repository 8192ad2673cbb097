package io.consentry.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyMetricAndLabelOfAPanelIsExported() throws IOException {
        ExportedMetrics exported = new ExportedMetrics();
        assertThat(expressions()).isNotEmpty().allSatisfy(expression -> assertThat(exported.missingIn(expression))
                .as(expression)
                .isEmpty());
    }

    @Test
    void prometheusUnderstandsEveryPanel(@TempDir Path directory) throws IOException {
        List<Map<String, String>> rules = new ArrayList<>();
        for (String expression : expressions()) {
            rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression.replace("$__rate_interval", "5m")));
        }
        Path file = directory.resolve("panels.yml");
        new YAMLMapper().writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "panels", "rules", rules))));

        Promtool.Run run = Promtool.run("check", "rules", file.toString());

        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @Test
    void whatTheServicesExportOfTheirOwnIsShownSomewhere() throws IOException {
        Set<String> shown = new HashSet<>();
        expressions().forEach(expression -> shown.addAll(ExportedMetrics.namesIn(expression)));
        for (String service : Repository.SERVICES) {
            assertThat(Repository.read(service + "/metrics.txt").lines())
                    .filteredOn(line -> line.startsWith("consentry_"))
                    .allSatisfy(line -> assertThat(
                                    shown.stream().map(name -> name.replaceFirst("_(bucket|sum|count|max)$", "")))
                            .contains(line.substring(0, line.indexOf(' ')).replaceFirst("_max$", "")));
        }
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndTheDataSourceIsChosenOnce() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            List<Integer> ids = new ArrayList<>();
            for (JsonNode panel : dashboard.path("panels")) {
                ids.add(panel.path("id").asInt());
                assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            }
            assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
            assertThat(dashboard.path("uid").asText()).startsWith("consentry-");
        }
    }

    private static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        for (Path file : Repository.list("deploy/observability/dashboards")) {
            dashboards.add(JSON.readTree(Files.readString(file)));
        }
        return dashboards;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                panel.path("targets")
                        .forEach(target -> expressions.add(target.path("expr").asText()));
            }
        }
        return expressions;
    }
}
