package io.consentry.preference.inbound.word;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads messages: the whole of one, or the word with which it begins; else whether it seems to ask to stop (rules B-13 and D-12). */
public final class StopWords {

    private final WordLists lists;

    private StopWords(WordLists lists) {
        this.lists = lists;
    }

    /** With a tenant's own stop words, in any spelling, beside those of all languages. */
    public static StopWords with(Set<String> own) {
        return new StopWords(WordLists.ALL.withStop(own.stream()
                .map(word -> String.join(" ", MessageText.of(word).words()))
                .collect(Collectors.toUnmodifiableSet())));
    }

    /** What the text asks for. */
    public Verdict read(String text) {
        MessageText message = MessageText.of(text);
        if (message.isStopSign()) {
            return Verdict.UNCLEAR;
        }
        List<String> words = afterPolite(message.words());
        String whole = WordLists.only(words);
        if (whole != null && (lists.stop().contains(whole) || lists.stopAlone().contains(whole))) {
            return Verdict.STOP;
        }
        if (whole != null && lists.help().contains(whole)) {
            return Verdict.HELP;
        }
        if (whole != null && lists.start().contains(whole)) {
            return Verdict.START;
        }
        if (beginsWithStop(words)) {
            return Verdict.STOP;
        }
        return asksToStop(message) ? Verdict.UNCLEAR : Verdict.OTHER;
    }

    private boolean beginsWithStop(List<String> words) {
        if (WordLists.leading(lists.notAsking(), words) > 0) {
            return false;
        }
        if (WordLists.leading(lists.stop(), words) > 0) {
            return true;
        }
        int length = WordLists.leading(lists.stopAlone(), words);
        return length > 0 && lists.companions().containsAll(words.subList(length, words.size()));
    }

    private boolean asksToStop(MessageText message) {
        List<String> words = afterPolite(message.words());
        boolean begins = WordLists.leading(lists.stopAlone(), words) > 0;
        return begins || message.sentences().stream().anyMatch(this::asksToStop);
    }

    private boolean asksToStop(List<String> sentence) {
        List<String> words = afterPolite(sentence);
        int start = WordLists.leading(lists.negations(), words);
        int at = start > 0 && isStopAt(words, start) ? start + 1 : 0;
        while (at < words.size()) {
            List<String> rest = words.subList(at, words.size());
            int idle = WordLists.leading(lists.notAsking(), rest);
            if (idle == 0 && (isStopAt(words, at) || WordLists.leading(lists.asks(), rest) > 0)) {
                return true;
            }
            at += Math.max(1, idle);
        }
        return false;
    }

    private boolean isStopAt(List<String> words, int at) {
        return WordLists.leading(lists.stop(), words.subList(at, words.size())) > 0;
    }

    private List<String> afterPolite(List<String> words) {
        int first = 0;
        while (first < words.size() && lists.polite().contains(words.get(first))) {
            first++;
        }
        return words.subList(first, words.size());
    }
}
