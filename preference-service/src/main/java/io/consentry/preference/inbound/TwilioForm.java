package io.consentry.preference.inbound;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All parameters of a form, known or not: the signature covers them. Never printed. */
final class TwilioForm {

    private final NavigableMap<String, NavigableSet<String>> values = new TreeMap<>();

    private TwilioForm() {}

    /** Fails on what is no form. */
    static TwilioForm read(byte[] body) {
        TwilioForm form = new TwilioForm();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                form.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return form;
    }

    static TwilioForm of(Map<String, String> values) {
        TwilioForm form = new TwilioForm();
        values.forEach(form::put);
        return form;
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(NavigableSet::first);
    }

    /** Names and values in the order in which they are signed. */
    String signed() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, any -> new TreeSet<>()).add(value);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
