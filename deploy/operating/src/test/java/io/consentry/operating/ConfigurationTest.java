package io.consentry.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** deploy/docs/configuration.md is what the code declares; {@code -Dcontract.accept=true} writes it anew. */
class ConfigurationTest {

    private static final Path COMMITTED = Repository.ROOT.resolve("deploy/docs/configuration.md");

    @Test
    void theCommittedDocumentIsWhatTheCodeDeclares() throws IOException {
        String declared = document();
        if (Boolean.getBoolean("contract.accept")) {
            Files.writeString(COMMITTED, declared);
        }

        assertThat(COMMITTED).hasContent(declared);
    }

    @Test
    void everySettingSaysWhatItMeans() throws IOException {
        for (String module : Settings.modules()) {
            assertThat(Settings.of(module))
                    .allSatisfy(setting ->
                            assertThat(setting.meaning()).as(setting.key()).isNotEmpty());
        }
    }

    @Test
    void noSettingIsReadThatNobodyDeclares() throws IOException {
        Set<String> declared = new HashSet<>(Set.of(Settings.SERVICES_OWN));
        for (String module : Settings.modules()) {
            Settings.of(module).forEach(setting -> declared.add(setting.key()));
        }
        for (String module : Settings.modules()) {
            assertThat(declared).containsAll(PropertySettings.readIn(Settings.propertiesOf(module)));
        }
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Configuration

                Generated from the code, which a test compares; do not edit. Written anew by
                `./mvnw -pl deploy/operating test -Dcontract.accept=true`.

                Keys are properties, or environment variables. A duration is ISO 8601 (`PT0.5S`) or a number with its unit (`500ms`, `10m`).
                A service does not start without what is required, and says what is missing. The framework's own keys: [operating](../README.md#configuration).
                """);
        for (String module : Settings.modules()) {
            text.append("\n## ")
                    .append(module.equals(Settings.SHARED) ? "All services" : module)
                    .append("""


                    | key | environment variable | type | default | |
                    |---|---|---|---|---|
                    """);
            for (Setting setting : Settings.of(module)) {
                text.append("| `%s` | `%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                setting.environmentVariable(),
                                setting.type(),
                                setting.presetInWords(),
                                setting.meaning()));
            }
        }
        return text.toString();
    }
}
