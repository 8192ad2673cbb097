package io.consentry.consent.lint;

import java.util.List;
import java.util.Set;

/** Whether a text tells how to opt out by a reply, as in "Reply STOP", "STOP to opt out" or "OptOut? SMS STOP" (rule A-24). */
final class ReplyOptOut {

    private static final int FILLERS_MAX = 6;
    private static final int LABEL_LENGTH_MAX = 40;
    private static final int NUMBER_LENGTH_MIN = 4;
    private static final Set<String> FILLERS = Set.of(
            "with", "the", "word", "a", "back", "by", "via", "now", "us", "to", "this", "or", "and", "please", "only",
            "met", "die", "woord", "per", "aan", "na", "of", // Afrikaans
            "nge", "ngo", "igama", "elithi", "ku", // isiZulu, isiXhosa
            "ka", "lentswe", "ho"); // Sesotho
    private static final Set<String> CONNECTIVES = Set.of("to", "2", "for", "4", "om", "te", "be", "from");
    private static final Set<String> ENDS =
            Set.of("stop", "end", "cancel", "quit", "unsubscribed", "removed", "exit", "leave", "stopsms");

    private ReplyOptOut() {}

    static boolean isIn(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (isReplyWithKeyword(tokens, i)
                    || isReplyWithOwnWord(tokens, i)
                    || isKeywordWithGoal(tokens, i)
                    || isGoalWithKeyword(tokens, i)
                    || isKeywordWithNumber(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line is nothing but an opt-out: the label of a WhatsApp quick-reply button. */
    static boolean isLabelled(String text) {
        return text.lines().anyMatch(line -> line.length() <= LABEL_LENGTH_MAX && Wording.isLabel(Token.of(line)));
    }

    /** "Reply with the word STOP", "SMS STOP to 31245"; but not "text us to cancel". */
    private static boolean isReplyWithKeyword(List<Token> tokens, int at) {
        if (!Wording.isReply(tokens.get(at))) {
            return false;
        }
        int next = at + 1;
        while (next < tokens.size()
                && next - at <= FILLERS_MAX
                && Wording.keyword(tokens, next) == 0
                && isFiller(tokens.get(next))) {
            next++;
        }
        return next < tokens.size()
                && Wording.keyword(tokens, next) > 0
                && !tokens.get(next - 1).is("to");
    }

    /** "Reply NO to opt out": keywords can be the tenant's own. */
    private static boolean isReplyWithOwnWord(List<Token> tokens, int at) {
        return at + 3 < tokens.size()
                && Wording.isReply(tokens.get(at))
                && isWordOrNumber(tokens.get(at + 1))
                && isConnective(tokens.get(at + 2))
                && Wording.goal(tokens, at + 3) > 0;
    }

    /** "STOP to opt out", "STOP2end", "STOP=optout". */
    private static boolean isKeywordWithGoal(List<Token> tokens, int at) {
        int keyword = Wording.keyword(tokens, at);
        if (keyword == 0 || Wording.goal(tokens, at) > 0) {
            return false;
        }
        int next = at + keyword;
        int connectives = 0;
        while (next < tokens.size()
                && connectives < 3
                && isConnective(tokens.get(next))
                && Wording.goal(tokens, next) == 0) {
            connectives++;
            next++;
        }
        return next < tokens.size()
                && (Wording.goal(tokens, next) > 0 || connectives > 0 && isWordOf(ENDS, tokens.get(next)));
    }

    /** "Opt out: STOP", "OptOut? STOP". */
    private static boolean isGoalWithKeyword(List<Token> tokens, int at) {
        int goal = Wording.goal(tokens, at);
        if (goal == 0) {
            return false;
        }
        int next = at + goal;
        while (next < tokens.size() && next - at - goal < FILLERS_MAX && isSkipped(tokens, next)) {
            next++;
        }
        return next < tokens.size() && Wording.keyword(tokens, next) > 0 && Wording.goal(tokens, next) == 0;
    }

    /** "STOP to 31245". */
    private static boolean isKeywordWithNumber(List<Token> tokens, int at) {
        int keyword = Wording.keyword(tokens, at);
        int to = at + keyword;
        return keyword > 0
                && to + 1 < tokens.size()
                && isFiller(tokens.get(to))
                && tokens.get(to + 1).kind() == Token.Kind.NUMBER
                && tokens.get(to + 1).text().length() >= NUMBER_LENGTH_MIN;
    }

    private static boolean isSkipped(List<Token> tokens, int at) {
        return tokens.get(at).kind() == Token.Kind.SENTENCE_END
                || Wording.keyword(tokens, at) == 0 && isFiller(tokens.get(at));
    }

    private static boolean isFiller(Token token) {
        return token.kind() == Token.Kind.NUMBER || isWordOf(FILLERS, token) || Wording.isReply(token);
    }

    private static boolean isConnective(Token token) {
        return isWordOrNumber(token) && CONNECTIVES.contains(token.text());
    }

    private static boolean isWordOf(Set<String> words, Token token) {
        return token.kind() == Token.Kind.WORD && words.contains(token.text());
    }

    private static boolean isWordOrNumber(Token token) {
        return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER;
    }
}
