package io.consentry.operating;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that only a properties file reads, to set the framework's by them: a comment there tells of each. */
final class PropertySettings {

    private static final Pattern TOLD = Pattern.compile("# (consentry\\.[a-z.-]+) \\(([a-z ]+)\\): (.+)");
    private static final Pattern READ = Pattern.compile("\\$\\{(consentry\\.[a-z.-]+)(?::[^}]*)?}");

    private PropertySettings() {}

    static List<Setting> toldIn(String properties) {
        List<Setting> settings = new ArrayList<>();
        properties
                .lines()
                .map(TOLD::matcher)
                .filter(Matcher::matches)
                .forEach(told ->
                        settings.add(new Setting(told.group(1), told.group(2), true, Optional.empty(), told.group(3))));
        return settings;
    }

    static Set<String> readIn(String properties) {
        Set<String> keys = new TreeSet<>();
        Matcher read = READ.matcher(properties);
        while (read.find()) {
            keys.add(read.group(1));
        }
        return keys;
    }
}
