package io.consentry.operating;

import java.util.Locale;
import java.util.Optional;

/**
 * A key of the configuration.
 *
 * @param type in words
 * @param required whether the service does not start without it
 * @param preset what holds where nothing is set
 * @param meaning empty where the declaration does not say
 */
record Setting(String key, String type, boolean required, Optional<String> preset, String meaning) {

    /** As MicroProfile Config maps it: what is no letter or digit becomes an underscore. */
    String environmentVariable() {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    String presetInWords() {
        return required
                ? "**required**"
                : preset.map(value -> "`" + value + "`").orElse("none");
    }
}
