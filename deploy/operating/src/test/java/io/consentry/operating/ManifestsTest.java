package io.consentry.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.contract.Topic;
import io.consentry.operating.Manifests.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests promise holds in each overlay, as it is rendered. */
class ManifestsTest {

    private static final String DEV = "dev";
    private static final String PRODUCTION = "production";

    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void everyRequiredSettingIsGivenAndNoneThatIsNone(String overlay) throws IOException {
        Map<String, JsonNode> pods = Manifests.of(overlay)
                .of(Kind.Deployment)
                .collect(Collectors.toMap(Manifests::name, workload -> workload.at("/spec/template")));
        assertThat(pods).containsOnlyKeys(Repository.SERVICES);
        for (String service : Repository.SERVICES) {
            List<Setting> settings = Stream.concat(Settings.of(Settings.SHARED).stream(), Settings.of(service).stream())
                    .toList();
            Set<String> given = environment(Objects.requireNonNull(pods.get(service)))
                    .map(variable -> variable.path("name").asText())
                    .filter(name -> name.startsWith("CONSENTRY_"))
                    .collect(Collectors.toSet());
            assertThat(settings.stream().map(Setting::environmentVariable).toList())
                    .as(service)
                    .containsAll(given);
            assertThat(given)
                    .as(service)
                    .containsAll(settings.stream()
                            .filter(Setting::required)
                            .map(Setting::environmentVariable)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void secretsAreNamedAndNeverGiven(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        assertThat(manifests.of(Kind.Secret)).isEmpty();
        assertThat(manifests.podTemplates().flatMap(ManifestsTest::environment))
                .filteredOn(variable -> variable.path("name").asText().matches(".*(PASSWORD|SECRET|KEK).*"))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                variable.at("/valueFrom/secretKeyRef/key").asText())
                        .as(variable.path("name").asText())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void whatIsReadFromTheConfigMapIsInIt(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        JsonNode map = manifests.of(Kind.ConfigMap).findFirst().orElseThrow();
        assertThat(manifests
                        .podTemplates()
                        .flatMap(ManifestsTest::environment)
                        .map(variable -> variable.at("/valueFrom/configMapKeyRef"))
                        .filter(JsonNode::isObject))
                .isNotEmpty()
                .allSatisfy(reference -> {
                    assertThat(reference.path("name").asText()).isEqualTo(Manifests.name(map));
                    assertThat(map.path("data")
                                    .path(reference.path("key").asText())
                                    .asText())
                            .as(reference.toString())
                            .isNotEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void podsAreRestrictedAndBounded(String overlay) {
        assertThat(Manifests.of(overlay).podTemplates()).hasSize(4).allSatisfy(pod -> {
            JsonNode spec = pod.path("spec");
            assertThat(spec.path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(spec.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(spec.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            JsonNode container = container(pod);
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            for (String bound :
                    List.of("/resources/requests/cpu", "/resources/requests/memory", "/resources/limits/memory")) {
                assertThat(container.at(bound).asText()).as(bound).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void eachServiceIsProbedBudgetedScaledCalledAndMeasured(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        for (String service : Repository.SERVICES) {
            JsonNode deployment = named(manifests, Kind.Deployment, service);
            JsonNode labels = deployment.at("/spec/template/metadata/labels");
            JsonNode container = container(deployment.at("/spec/template"));
            Map.of("startupProbe", "started", "readinessProbe", "ready", "livenessProbe", "live")
                    .forEach((probe, path) -> assertThat(
                                    container.path(probe).at("/httpGet/path").asText())
                            .isEqualTo("/q/health/" + path));
            assertSelects(deployment.at("/spec/selector/matchLabels"), labels);
            assertSelects(named(manifests, Kind.Service, service).at("/spec/selector"), labels);
            assertSelects(named(manifests, Kind.PodDisruptionBudget, service).at("/spec/selector/matchLabels"), labels);
            assertSelects(named(manifests, Kind.PodMonitor, "consentry").at("/spec/selector/matchLabels"), labels);
            JsonNode scaler =
                    named(manifests, Kind.HorizontalPodAutoscaler, service).path("spec");
            assertThat(scaler.at("/scaleTargetRef/name").asText()).isEqualTo(service);
            assertThat(Manifests.elements(scaler.path("metrics"))
                            .filter(metric -> metric.path("type").asText().equals("Pods"))
                            .map(metric -> metric.at("/pods/metric/name").asText()))
                    .allSatisfy(metric ->
                            assertThat(new ExportedMetrics().missingIn(metric)).isEmpty())
                    .hasSize(1);
        }
    }

    @Test
    void productionHasSeveralOfEachAndFixedVersions() {
        Manifests manifests = Manifests.of(PRODUCTION);
        assertThat(manifests.of(Kind.HorizontalPodAutoscaler))
                .allSatisfy(scaler ->
                        assertThat(scaler.at("/spec/minReplicas").asInt()).isGreaterThan(1));
        assertThat(manifests.of(Kind.PodDisruptionBudget))
                .allSatisfy(budget ->
                        assertThat(budget.at("/spec/minAvailable").asInt()).isPositive());
        assertThat(manifests
                        .podTemplates()
                        .map(pod -> container(pod).path("image").asText()))
                .allSatisfy(image -> assertThat(image).matches(".+/.+:\\d+\\.\\d+\\.\\d+"));
        for (String kind : List.of("Cluster", "Keycloak")) {
            assertThat(theOnly(manifests, kind).at("/spec/instances").asInt())
                    .as(kind)
                    .isGreaterThan(1);
        }
        assertThat(theOnly(manifests, "Cluster")
                        .at("/spec/postgresql/synchronous/dataDurability")
                        .asText())
                .isEqualTo("required");
        assertThat(theOnly(manifests, "KafkaNodePool").at("/spec/replicas").asInt())
                .isEqualTo(3);
    }

    /** The services refuse to run on topics that are otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void theTopicsAreTheContracts(String overlay) {
        Map<String, JsonNode> declared = Manifests.of(overlay)
                .of(Kind.KafkaTopic)
                .collect(Collectors.toMap(Manifests::name, topic -> topic.path("spec")));
        assertThat(declared.keySet())
                .isEqualTo(Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet()));
        for (Topic topic : Topic.values()) {
            JsonNode spec = Objects.requireNonNull(declared.get(topic.topicName()));
            Map<String, String> config = new HashMap<>();
            spec.path("config")
                    .fields()
                    .forEachRemaining(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            assertThat(spec.path("partitions").asInt()).as(topic.topicName()).isEqualTo(topic.partitions());
            if (topic.isCompacted()) {
                assertThat(config).containsExactly(Map.entry("cleanup.policy", "compact"));
            } else {
                assertThat(config)
                        .as(topic.topicName())
                        .containsEntry(
                                "retention.ms",
                                topic.retention()
                                        .map(kept -> Long.toString(kept.toMillis()))
                                        .orElse("-1"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV, PRODUCTION})
    void nothingGoesInOrOutThatNoPolicyAllows(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        JsonNode deny = named(manifests, Kind.NetworkPolicy, "default-deny").path("spec");
        assertThat(deny.path("podSelector")).isEmpty();
        assertThat(deny.path("policyTypes")).extracting(JsonNode::asText).containsExactly("Ingress", "Egress");
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
        assertThat(manifests.of(Kind.NetworkPolicy))
                .as("a rule without peers lets everybody in")
                .allSatisfy(policy -> assertThat(Manifests.elements(policy.at("/spec/ingress")))
                        .allSatisfy(rule -> assertThat(rule.path("from")).isNotEmpty()));
    }

    private static JsonNode named(Manifests manifests, Kind kind, String name) {
        return manifests
                .of(kind)
                .filter(resource -> Manifests.name(resource).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static JsonNode theOnly(Manifests manifests, String kind) {
        List<JsonNode> found = manifests.all().stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.get(0);
    }

    private static void assertSelects(JsonNode selector, JsonNode labels) {
        assertThat(selector.isObject() && !selector.isEmpty()).isTrue();
        selector.fields().forEachRemaining(wanted -> assertThat(labels.path(wanted.getKey()))
                .isEqualTo(wanted.getValue()));
    }

    private static JsonNode container(JsonNode pod) {
        return pod.at("/spec/containers/0");
    }

    private static Stream<JsonNode> environment(JsonNode pod) {
        return Manifests.elements(container(pod).path("env"));
    }
}
