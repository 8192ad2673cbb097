package io.consentry.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Two manifests hold what stands elsewhere: Kubernetes' operators want it inside. {@code -Dcontract.accept=true} writes them anew from
 * there.
 */
class GeneratedManifestsTest {

    private static final String BASE = "deploy/kubernetes/base/";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");

    @Test
    void theAlertsOfTheClusterAreTheAlerts() throws IOException {
        ObjectNode rule = resource("monitoring.coreos.com/v1", "PrometheusRule", "consentry");
        rule.set("spec", YAML.readTree(Repository.read("deploy/observability/alerts.yml")));

        assertIsCommitted("alerts.yaml", "deploy/observability/alerts.yml", rule);
    }

    @Test
    void theRealmOfTheClusterIsTheRealm() throws IOException {
        JsonNode realm = new ObjectMapper().readTree(Repository.read("deploy/keycloak/realm.json"));
        ObjectNode imported = resource("k8s.keycloak.org/v2alpha1", "KeycloakRealmImport", "consentry");
        ObjectNode spec = imported.putObject("spec");
        spec.put("keycloakCRName", "consentry-keycloak");
        spec.set("placeholders", placeholders(realm));
        spec.set("realm", realm);

        assertIsCommitted("realm.yaml", "deploy/keycloak/realm.json", imported);
    }

    /** Each comes out of a secret: CLIENT_SECRET is its key client-secret. */
    private static ObjectNode placeholders(JsonNode realm) {
        TreeSet<String> names = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(realm.toString());
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        ObjectNode placeholders = YAML.createObjectNode();
        names.forEach(name -> placeholders.set(
                name,
                YAML.valueToTree(Map.of(
                        "secret",
                        new TreeMap<>(Map.of(
                                "name",
                                "consentry-realm",
                                "key",
                                name.toLowerCase(Locale.ROOT).replace('_', '-')))))));
        return placeholders;
    }

    private static ObjectNode resource(String apiVersion, String kind, String name) {
        ObjectNode resource = YAML.createObjectNode();
        resource.put("apiVersion", apiVersion)
                .put("kind", kind)
                .putObject("metadata")
                .put("name", name);
        return resource;
    }

    private static void assertIsCommitted(String file, String source, JsonNode expected) throws IOException {
        Path committed = Repository.ROOT.resolve(BASE + file);
        String text = "# Generated from " + source + "; do not edit. See GeneratedManifestsTest in deploy/operating.\n"
                + YAML.writeValueAsString(expected);
        if (Boolean.getBoolean("contract.accept")) {
            Files.writeString(committed, text);
        }

        assertThat(committed).hasContent(text);
    }
}
