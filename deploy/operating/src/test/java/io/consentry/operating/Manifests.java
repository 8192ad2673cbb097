package io.consentry.operating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What an overlay of deploy/kubernetes becomes, rendered by kubectl's kustomize. Nothing is skipped where there is none. */
record Manifests(List<JsonNode> all) {

    static Manifests of(String overlay) {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", "deploy/kubernetes/overlays/" + overlay)
                    .directory(Repository.ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("kubectl kustomize failed on " + overlay);
            }
            YAMLMapper yaml = new YAMLMapper();
            try (MappingIterator<JsonNode> resources =
                    yaml.readerFor(JsonNode.class).readValues(rendered)) {
                return new Manifests(resources.readAll());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The tests of the manifests need kubectl 1.27 or newer, for its kustomize 5; put it on the PATH",
                    e);
        }
    }

    Stream<JsonNode> of(Kind kind) {
        return all.stream().filter(resource -> resource.path("kind").asText().equals(kind.name()));
    }

    /** The kinds that are asked for by name. */
    enum Kind {
        ConfigMap,
        Deployment,
        HorizontalPodAutoscaler,
        Job,
        KafkaTopic,
        NetworkPolicy,
        PodDisruptionBudget,
        PodMonitor,
        Secret,
        Service
    }

    static String name(JsonNode resource) {
        return resource.path("metadata").path("name").asText();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The pods that Consentry's own images run in. */
    Stream<JsonNode> podTemplates() {
        return Stream.concat(of(Kind.Deployment), of(Kind.Job))
                .map(workload -> workload.path("spec").path("template"));
    }
}
