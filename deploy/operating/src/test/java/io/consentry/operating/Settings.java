package io.consentry.operating;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What may be set, module by module. */
final class Settings {

    /** What all services share. */
    static final String SHARED = "platform/kit";

    /** How a service tells the kit which one it is; nobody else sets it. */
    static final String SERVICES_OWN = "consentry.source";

    private static final String RESOURCES = "/src/main/resources/";
    private static final Map<String, String> PROPERTIES = properties();

    private Settings() {}

    private static Map<String, String> properties() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(SHARED, "META-INF/microprofile-config.properties");
        Repository.SERVICES.forEach(service -> files.put(service, "application.properties"));
        return files;
    }

    static Collection<String> modules() {
        return PROPERTIES.keySet();
    }

    /** The text of the module's own properties file. */
    static String propertiesOf(String module) {
        return Repository.read(module + RESOURCES + PROPERTIES.get(module));
    }

    /** By key, without what is shared. What is declared in several places is told of where it says what it means. */
    static Collection<Setting> of(String module) throws IOException {
        List<Setting> all = new ArrayList<>(PropertySettings.toldIn(propertiesOf(module)));
        all.addAll(DeclaredSettings.of(Repository.ROOT.resolve(module).resolve("src/main/java")));
        Map<String, Setting> byKey = new TreeMap<>();
        for (Setting setting : all) {
            if (setting.key().startsWith("consentry.") && !setting.key().equals(SERVICES_OWN)) {
                byKey.merge(
                        setting.key(),
                        setting,
                        (first, second) -> first.meaning().isEmpty() ? second : first);
            }
        }
        if (!module.equals(SHARED)) {
            of(SHARED).forEach(shared -> byKey.remove(shared.key()));
        }
        return byKey.values();
    }
}
