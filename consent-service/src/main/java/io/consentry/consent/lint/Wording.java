package io.consentry.consent.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The words of an opt-out: WASPA's and TCPA's keywords, and how senders explain them (rule A-24). */
final class Wording {

    /** Words that stand for an opt-out whatever their case. */
    private static final Set<String> KEYWORDS = Set.of("stop", "stopall", "unsubscribe", "unsub", "optout");
    /** Words that do so in capitals only: "send end of year gifts" is no opt-out. */
    private static final Set<String> KEYWORDS_IN_CAPITALS = Set.of("end", "cancel", "quit");

    private static final Set<String> REPLIES = Set.of(
            "reply",
            "respond",
            "answer",
            "send",
            "sms",
            "text",
            "txt",
            "type",
            "whatsapp",
            "message",
            "msg", // English
            "antwoord",
            "stuur",
            "teks",
            "tik", // Afrikaans
            "phendula",
            "thumela",
            "bhala", // isiZulu, isiXhosa
            "araba",
            "romela",
            "ngola"); // Sesotho

    private static final List<List<String>> GOALS = phrases(
            "unsubscribe",
            "unsubscribing",
            "unsub",
            "un subscribe",
            "optout",
            "opt out",
            "opting out",
            "uitteken",
            "uit te teken",
            "teken uit",
            "afmeld",
            "af te meld",
            "meld af",
            "uitskryf",
            "onttrek",
            "ukuyeka",
            "ukurhoxa",
            "ukuzikhipha",
            "ho emisa");

    private static final List<List<String>> NEAR_A_LINK = Stream.concat(
                    GOALS.stream(),
                    phrases(
                            "preferences",
                            "preference centre",
                            "preference center",
                            "voorkeure",
                            "stop receiving",
                            "stop getting",
                            "stop these",
                            "stop all",
                            "stop sms",
                            "stop smses",
                            "stop messages",
                            "stop emails",
                            "stop marketing",
                            "stop promotions",
                            "no longer wish",
                            "no longer want",
                            "remove me",
                            "remove yourself",
                            "be removed",
                            "email settings",
                            "notification settings",
                            "manage subscription",
                            "manage subscriptions",
                            "manage your subscription",
                            "manage your subscriptions")
                            .stream())
            .toList();

    private static final List<List<String>> BESIDE_A_LINK = phrases("to stop", "om te stop");

    private Wording() {}

    /** How many tokens from a place on are a keyword such as STOP; 0 when none is there. */
    static int keyword(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.kind() == Token.Kind.WORD
                && (KEYWORDS.contains(token.text())
                        || token.capitals() && KEYWORDS_IN_CAPITALS.contains(token.text()))) {
            return 1;
        }
        return startsWith(tokens, at, List.of("opt", "out")) ? 2 : 0;
    }

    /** Whether a word asks for a reply. */
    static boolean isReply(Token token) {
        return token.kind() == Token.Kind.WORD && REPLIES.contains(token.text());
    }

    /** How many tokens from a place on say that one opts out; 0 when none do. */
    static int goal(List<Token> tokens, int at) {
        return longest(GOALS, tokens, at);
    }

    /** How many tokens from a place on say that a link in their neighbourhood is for opting out; 0 when none do. */
    static int linkPurpose(List<Token> tokens, int at) {
        return longest(NEAR_A_LINK, tokens, at);
    }

    /** The same of words that say so only right beside a link: "to stop: …" does, "to stop by our shop …" does not. */
    static int closeLinkPurpose(List<Token> tokens, int at) {
        return longest(BESIDE_A_LINK, tokens, at);
    }

    /** Whether the tokens are nothing but an opt-out, as the label of a button is. */
    static boolean isLabel(List<Token> tokens) {
        return !tokens.isEmpty()
                && (keyword(tokens, 0) == tokens.size() || longest(NEAR_A_LINK, tokens, 0) == tokens.size());
    }

    private static int longest(List<List<String>> phrases, List<Token> tokens, int at) {
        int longest = 0;
        for (List<String> phrase : phrases) {
            if (phrase.size() > longest && startsWith(tokens, at, phrase)) {
                longest = phrase.size();
            }
        }
        return longest;
    }

    private static boolean startsWith(List<Token> tokens, int at, List<String> phrase) {
        if (at + phrase.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!tokens.get(at + i).is(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<String>> phrases(String... phrases) {
        return Stream.of(phrases).map(phrase -> List.of(phrase.split(" ", -1))).toList();
    }
}
