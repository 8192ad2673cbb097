package io.consentry.consent.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, a number, a link or the end of a sentence, for reading instructions such as {@code SMS STOP2 31245}.
 *
 * @param text in lower case; of a link, as it stands
 * @param capitals whether it is written in capitals
 */
record Token(Kind kind, String text, boolean capitals) {

    enum Kind {
        WORD,
        NUMBER,
        LINK,
        SENTENCE_END
    }

    private static final Token SENTENCE_END = new Token(Kind.SENTENCE_END, "", false);

    /** All tokens of a text. Words also end where digits or, after small letters, capitals begin: senders of SMS save on spaces. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Chunks.read(text, new Chunks.Reader() {
            @Override
            public void text(String chunk) {
                split(chunk, tokens);
            }

            @Override
            public void link(String link) {
                tokens.add(new Token(Kind.LINK, link, false));
            }

            @Override
            public void host(String host) {
                link(host);
            }
        });
        return tokens;
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    private static void split(String chunk, List<Token> tokens) {
        StringBuilder word = new StringBuilder();
        int before = ' ';
        for (int i = 0; i < chunk.length(); i += Character.charCount(chunk.codePointAt(i))) {
            int character = chunk.codePointAt(i);
            if (FoldedText.isInvisible(character)) {
                continue;
            }
            boolean inWord = Character.isLetterOrDigit(character);
            if (!inWord
                    || Character.isDigit(character) != Character.isDigit(before)
                    || Character.isUpperCase(character) && Character.isLowerCase(before)) {
                add(word, tokens);
            }
            if (inWord) {
                word.appendCodePoint(character);
            } else if (".!?".indexOf(character) >= 0) {
                tokens.add(SENTENCE_END);
            }
            before = character;
        }
        add(word, tokens);
    }

    private static void add(StringBuilder word, List<Token> tokens) {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        Kind kind = Character.isDigit(text.codePointAt(0)) ? Kind.NUMBER : Kind.WORD;
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
        tokens.add(new Token(kind, text.toLowerCase(Locale.ROOT), capitals));
        word.setLength(0);
    }

    @Override
    public String toString() {
        return "Token[" + kind + "]";
    }
}
