package io.consentry.preference.inbound.word;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of a message, sentence by sentence, in the one form in which they are compared: compatibility forms, case, accents,
 * quotes, emoji and invisible characters make no difference (rule D-12).
 */
final class MessageText {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{M}'’‘`´ʼ]");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?;,:\\r\\n]+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern STOP_SIGN = Pattern.compile("[🛑🚫⛔✋]");
    private static final Pattern SPELLED = Pattern.compile("(?:\\p{L} ){2,}\\p{L}");

    private final List<List<String>> sentences;
    private final boolean stopSign;

    private MessageText(List<List<String>> sentences, boolean stopSign) {
        this.sentences = sentences;
        this.stopSign = stopSign;
    }

    static MessageText of(String text) {
        String compared = normalised(text);
        List<List<String>> sentences = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(compared, -1)) {
            List<String> words = words(sentence);
            if (!words.isEmpty()) {
                sentences.add(words);
            }
        }
        List<String> all = sentences.stream().flatMap(List::stream).toList();
        String joined = String.join(" ", all);
        if (SPELLED.matcher(joined).matches()) {
            sentences = List.of(List.of(joined.replace(" ", "")));
        }
        return new MessageText(List.copyOf(sentences), STOP_SIGN.matcher(text).find());
    }

    List<List<String>> sentences() {
        return sentences;
    }

    List<String> words() {
        return sentences.stream().flatMap(List::stream).toList();
    }

    /** Whether it says nothing but a stop sign. */
    boolean isStopSign() {
        return sentences.isEmpty() && stopSign;
    }

    private static String normalised(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return INVISIBLE
                .matcher(Normalizer.normalize(folded, Normalizer.Form.NFKD))
                .replaceAll("");
    }

    private static List<String> words(String sentence) {
        return Arrays.stream(NO_WORD.split(sentence, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
