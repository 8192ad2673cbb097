package io.consentry.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What the caller wrote.
 *
 * @param words the commands
 * @param record whether the figures go into {@code RESULTS.md}
 * @param text all of it
 */
record CommandLine(List<String> words, boolean record, String text) {

    private static final String PROPERTY = "-D";
    private static final String RECORD = "--record";

    CommandLine {
        words = List.copyOf(words);
    }

    /** Reads the arguments, and sets the system properties among them. */
    static CommandLine parse(String... arguments) {
        List<String> words = new ArrayList<>();
        boolean record = false;
        for (String argument : arguments) {
            if (argument.startsWith(PROPERTY)) {
                int equals = argument.indexOf('=');
                String name = argument.substring(PROPERTY.length(), equals < 0 ? argument.length() : equals);
                System.setProperty(name, equals < 0 ? "true" : argument.substring(equals + 1));
            } else if (argument.equals(RECORD)) {
                record = true;
            } else if (argument.startsWith("-")) {
                throw new IllegalArgumentException(
                        "unknown option: " + argument + " (expected: " + RECORD + ", -Dbench.…)");
            } else {
                words.add(argument);
            }
        }
        return new CommandLine(words, record, "deploy/bench/run " + String.join(" ", arguments));
    }
}
