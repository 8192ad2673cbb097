package io.consentry.preference.inbound.word;

import io.consentry.kit.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of one language, as {@link MessageText} normalises them.
 *
 * @param stop stop a sender, whatever follows
 * @param stopAlone stop when little else is said; else they may be about an order or a date
 * @param companions may follow a word of {@code stopAlone}
 * @param polite may stand before a word
 * @param negations turn a word into its opposite
 * @param notAsking hold a word, but ask for nothing
 * @param asks seem to ask to stop, anywhere in a message
 */
record WordLists(
        Set<String> stop,
        Set<String> stopAlone,
        Set<String> help,
        Set<String> start,
        Set<String> companions,
        Set<String> polite,
        Set<String> negations,
        Set<String> notAsking,
        Set<String> asks) {

    private static final int PHRASE_WORDS_MAX = 4;
    private static final String FILE = "/inbound/words.json";

    /** All languages in one: a message does not say which it is in. */
    static final WordLists ALL = merged(read());

    private record Languages(Map<String, Map<String, List<String>>> byLanguage) {}

    private static Languages read() {
        try (InputStream file = Objects.requireNonNull(WordLists.class.getResourceAsStream(FILE), FILE)) {
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return EventJson.read("{\"byLanguage\":" + json + "}", Languages.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WordLists merged(Languages languages) {
        Map<String, Set<String>> lists = new LinkedHashMap<>();
        languages.byLanguage().values().stream()
                .flatMap(language -> language.entrySet().stream())
                .forEach(list -> lists.merge(list.getKey(), Set.copyOf(list.getValue()), (one, other) -> Stream.concat(
                                one.stream(), other.stream())
                        .collect(Collectors.toUnmodifiableSet())));
        Function<String, Set<String>> named = name -> lists.getOrDefault(name, Set.of());
        return new WordLists(
                named.apply("stop"),
                named.apply("stopAlone"),
                named.apply("help"),
                named.apply("start"),
                named.apply("companions"),
                named.apply("polite"),
                named.apply("negations"),
                named.apply("notAsking"),
                named.apply("asks"));
    }

    /** With a tenant's own stop words. */
    WordLists withStop(Set<String> own) {
        Set<String> all = Stream.concat(stop.stream(), own.stream())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new WordLists(all, stopAlone, help, start, companions, polite, negations, notAsking, asks);
    }

    /** The longest phrase of a list with which the words begin: how many words it has; 0 when there is none. */
    static int leading(Set<String> phrases, List<String> words) {
        for (int length = Math.min(words.size(), PHRASE_WORDS_MAX); length > 0; length--) {
            if (phrases.contains(String.join(" ", words.subList(0, length)))) {
                return length;
            }
        }
        return 0;
    }

    static @Nullable String only(List<String> words) {
        return words.size() <= PHRASE_WORDS_MAX ? String.join(" ", words) : null;
    }
}
