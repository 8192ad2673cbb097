package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consentry.servers.PrivateFiles;
import java.io.IOException;

/** {@code platform.json}: where everything is and how to sign in, for people and tests. It exists exactly while the platform is ready. */
final class PlatformFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlatformFile() {}

    static void write(LocalSettings settings, Secrets secrets, JsonNode tenants) throws IOException {
        ObjectNode content = JSON.createObjectNode();
        content.put("consent", settings.url(Part.CONSENT));
        content.put("preference", settings.url(Part.PREFERENCE));
        content.put("suppression", settings.url(Part.SUPPRESSION));
        content.put("issuer", settings.issuer());
        content.put("tokenEndpoint", settings.tokenEndpoint());
        content.put("kafka", "127.0.0.1:" + settings.port(Part.KAFKA));
        content.put("mailDir", settings.shownDirectory().resolve("mail").toString());
        content.putObject("operator").put("id", "consentry-operator").put("secret", secrets.operator());
        content.set("tenants", tenants);
        PrivateFiles.write(
                settings.directory().resolve("platform.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
}
