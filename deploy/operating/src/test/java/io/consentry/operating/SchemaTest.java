package io.consentry.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.consentry.operating.OperatorKinds.Keycloak;
import io.consentry.operating.OperatorKinds.KeycloakRealmImport;
import io.consentry.operating.OperatorKinds.PostgresCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every resource is of the schema of its kind. */
class SchemaTest {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
            Map.entry("postgresql.cnpg.io/v1 Cluster", PostgresCluster.class),
            Map.entry("k8s.keycloak.org/v2alpha1 Keycloak", Keycloak.class),
            Map.entry("k8s.keycloak.org/v2alpha1 KeycloakRealmImport", KeycloakRealmImport.class));

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void everyResourceFitsItsKind(String overlay) {
        assertThat(Manifests.of(overlay).all()).hasSizeGreaterThan(30).allSatisfy(resource -> {
            String kind = resource.path("apiVersion").asText() + " "
                    + resource.path("kind").asText();
            assertThat(KINDS).containsKey(kind);
            assertThat(SchemaOf.violations(resource, KINDS.getOrDefault(kind, Void.class)))
                    .as(kind + " " + Manifests.name(resource))
                    .isEmpty();
        });
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        JsonNode deployment = new YAMLMapper().readTree("""
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  replicas: many
                  template:
                    spec:
                      containers:
                        - {name: a, image: b, readinessProbes: {}}
                """);

        assertThat(SchemaOf.violations(deployment, Deployment.class))
                .anySatisfy(violation -> assertThat(violation)
                        .isEqualTo(".spec.template.spec.containers[0].readinessProbes is no field of Container"))
                .anySatisfy(violation -> assertThat(violation).contains("many"));
    }
}
