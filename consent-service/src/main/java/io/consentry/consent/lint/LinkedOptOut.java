package io.consentry.consent.lint;

import java.util.List;

/** Whether a text offers a link for opting out: one whose path says so, or one with such words in its neighbourhood. */
final class LinkedOptOut {

    private static final int NEIGHBOURHOOD = 20;
    private static final int BESIDE = 3;

    private LinkedOptOut() {}

    static boolean isIn(List<Token> tokens) {
        return speaksForItself(tokens)
                || isNear(tokens, Wording::linkPurpose, NEIGHBOURHOOD)
                || isNear(tokens, Wording::closeLinkPurpose, BESIDE)
                || isAnnounced(tokens);
    }

    private interface Purpose {

        /** Length in tokens of the purpose that begins at a place; 0 when none does. */
        int lengthAt(List<Token> tokens, int at);
    }

    private static boolean isNear(List<Token> tokens, Purpose purpose, int distance) {
        int link = -1;
        int words = -1;
        int place = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.SENTENCE_END) {
                continue;
            }
            int length = purpose.lengthAt(tokens, i);
            link = token.kind() == Token.Kind.LINK ? place : link;
            words = length > 0 ? place + length - 1 : words;
            boolean changed = length > 0 || link == place;
            if (changed && link >= 0 && words >= 0 && Math.abs(link - words) <= distance) {
                return true;
            }
            place++;
        }
        return false;
    }

    /** "STOP: link", and "Stop link" at the beginning of a sentence; but not "non-stop link". */
    private static boolean isAnnounced(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            int before = tokens.get(i - 1).kind() == Token.Kind.SENTENCE_END ? i - 2 : i - 1;
            if (tokens.get(i).kind() == Token.Kind.LINK
                    && before >= 0
                    && tokens.get(before).is("stop")
                    && (tokens.get(before).capitals() || beginsASentence(tokens, before))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsASentence(List<Token> tokens, int at) {
        return at == 0 || tokens.get(at - 1).kind() == Token.Kind.SENTENCE_END;
    }

    private static boolean speaksForItself(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.kind() == Token.Kind.LINK && pathSaysSo(token.text()));
    }

    private static boolean pathSaysSo(String link) {
        List<Token> path = Token.of(path(link));
        for (int i = 0; i < path.size(); i++) {
            boolean last = i == path.size() - 1;
            if (Wording.goal(path, i) > 0
                    || path.get(i).is("preferences")
                    || last && path.get(i).is("stop")) {
                return true;
            }
        }
        return false;
    }

    /** What follows the host; of a mail address, what follows the address. */
    private static String path(String link) {
        int host = link.indexOf("://");
        int from = host < 0 ? 0 : host + 3;
        int slash = link.indexOf('/', from);
        int query = link.indexOf('?', from);
        int path = slash < 0 || query >= 0 && query < slash ? query : slash;
        return path < 0 ? "" : link.substring(path + 1);
    }
}
