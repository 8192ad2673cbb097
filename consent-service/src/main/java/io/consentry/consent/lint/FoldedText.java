package io.consentry.consent.lint;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A text as a person compares names: without regard to case, white space, punctuation, kinds of apostrophes and dashes, and invisible
 * characters.
 *
 * @param words in lower case, with one space before, between and behind them
 */
record FoldedText(String words) {

    /** Normalisation takes time in the square of a run of marks; no word of any language has this many. */
    private static final int MARKS_MAX = 30;

    /** Folds all of a text. */
    static FoldedText of(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 2).append(' ');
        String normal =
                Normalizer.normalize(bounded(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        normal.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || isMark(character)) {
                folded.appendCodePoint(character);
            } else if (!isInvisible(character) && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        if (folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
        return new FoldedText(folded.toString());
    }

    /** Folds a text without its links: who owns a domain is not who sends. */
    static FoldedText ofProse(String text) {
        StringBuilder prose = new StringBuilder();
        Chunks.read(text, new Chunks.Reader() {
            @Override
            public void text(String chunk) {
                prose.append(chunk).append(' ');
            }

            @Override
            public void link(String link) {
                prose.append(' ');
            }

            @Override
            public void host(String host) {
                text(host);
            }
        });
        return of(prose.toString());
    }

    /** Whether the words of a phrase stand in this text, whole and in order; an empty phrase never does. */
    boolean contains(FoldedText phrase) {
        return phrase.words.length() > 1 && words.contains(phrase.words);
    }

    /** Whether a character is not seen, such as a soft hyphen or a zero-width space. */
    static boolean isInvisible(int character) {
        return Character.getType(character) == Character.FORMAT;
    }

    private static String bounded(String text) {
        StringBuilder bounded = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            marks = isMark(character) ? marks + 1 : 0;
            if (marks <= MARKS_MAX) {
                bounded.appendCodePoint(character);
            }
        }
        return bounded.toString();
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    @Override
    public String toString() {
        return "FoldedText[redacted]";
    }
}
