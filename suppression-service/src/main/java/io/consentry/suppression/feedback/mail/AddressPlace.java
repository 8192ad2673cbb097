package io.consentry.suppression.feedback.mail;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where an address stands in a notice.
 *
 * @param before what precedes it on its line
 * @param after what follows it there
 * @param above the three lines before that are not blank
 * @param below the two lines after
 */
record AddressPlace(String before, String after, String above, String below) {

    private static final int NAMES = 3;

    /** Nothing but quotes, brackets, bullets, space, and the code of a refusal: the line is about this address. */
    private static final Pattern BARE = Pattern.compile(
            "[\\s<>\"'`*(\\[|=#•·.:-]*(?:[45]\\d\\d[ -]|[45]\\.\\d\\.\\d{1,3} |\\[?(?:smtp|rfc822|mailto)[:;])*[\\s<\"'(\\[]*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LABEL = Pattern.compile(
            "(?:recipients?|address(?:es)?|user(?:id)?|mailbox|account|e-?mail|undeliverable|failed|rcpt to|attempts|deliver(?:y|ed)?(?: to)?|addressed(?: to)?|dda|invalid final delivery userid"
                    + "|user unknown|message (?:to|for)|mail (?:to|for)|email address|empf[^\\n]{1,3}nger|destinatario|destinataire)(?:\\s+(?:\\d+|[a-z]{1,12})){0,3}[\\s:;,=<\"'\\[(-]*(?:smtp:)?$",
            Pattern.CASE_INSENSITIVE);

    /** Labels that nothing but a recipient follows. */
    private static final Pattern OWN_LABEL = Pattern.compile(
            "(?:rcpt to|(?:failed|intended|original) recipients?|undeliverable(?: address| to)?|unknown user)[\\s:=<]*$",
            Pattern.CASE_INSENSITIVE);

    /** The address that we used, of which the failed one was made. */
    private static final Pattern ALIAS =
            Pattern.compile("\\((?:generated|expanded) from:? <?$", Pattern.CASE_INSENSITIVE);

    private static final Pattern INTRODUCTION = Pattern.compile(
            "following|recipients?\\b|address(?:es)?\\b|could not be|not (?:be )?deliver|undeliver|unable to deliver|fail(?:ed|ure)|did not reach|not been delivered|:\\s*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REASON = Pattern.compile(
            "unknown|did not|not (?:found|exist|deliver|accept|recogni|match|listed|known|valid)|does(?:n['o]t| not)|reject|refus|fail|unavailable|unable|disabled|discontinued|quota|full"
                    + "|exceed|undeliver|returned|error|invalid|no such|timed? ?out|delay|\\b[45]\\d\\d\\b|\\b[45]\\.\\d\\.\\d",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ASIDE = Pattern.compile(
            "contact|assistance|questions?|help|support|write to|complain|visit|\\bfrom\\b|sender|reply.to|sent by|on behalf|mailto:|https?:|accepting mail|cc:|subject:|to whom|may be reached|e\\.g\\.|(?:form|format) of|for example|such as|\\btry(?:ing)?\\b|instead",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EXAMPLE =
            Pattern.compile("\\btry (?!again|later|to)|for assistance|if you (?:have|need)", Pattern.CASE_INSENSITIVE);

    private static final Pattern MESSAGE_HEADER =
            Pattern.compile("^[ >\\t]*(?:to|cc|from|subject|sent|date):?\\s", Pattern.CASE_INSENSITIVE);

    static AddressPlace of(List<String> lines, int number, MatchResult match) {
        String line = lines.get(number);
        return new AddressPlace(
                line.substring(0, match.start()),
                line.substring(match.end()),
                above(lines, number),
                below(lines, number));
    }

    private static String above(List<String> lines, int number) {
        StringBuilder above = new StringBuilder();
        int found = 0;
        for (int i = number - 1; i >= 0 && i >= number - 8 && found < 3; i--) {
            if (!lines.get(i).isBlank()) {
                above.insert(0, lines.get(i) + "\n");
                found++;
            }
        }
        return above.toString();
    }

    private static String below(List<String> lines, int number) {
        return String.join("\n", lines.subList(number + 1, Math.min(lines.size(), number + 4)));
    }

    /** Whether enough speaks for it that delivery to this address failed. */
    boolean namesRecipient() {
        return weight() >= NAMES;
    }

    private int weight() {
        int weight = 0;
        weight += before.endsWith("<")
                        && after.startsWith(">:")
                        && BARE.matcher(before).matches()
                ? 1
                : 0;
        weight += ALIAS.matcher(before).find() ? 7 : 0;
        weight += BARE.matcher(before).matches() ? 2 : 0;
        weight += LABEL.matcher(before).find() ? 2 : 0;
        weight += OWN_LABEL.matcher(before).find() ? 1 : 0;
        weight += REASON.matcher(before).find() || REASON.matcher(after).find() ? 2 : 0;
        weight += REASON.matcher(below).find() ? 1 : 0;
        weight += INTRODUCTION.matcher(above).find() ? 1 : 0;
        weight -= ASIDE.matcher(before).find() ? 4 : 0;
        weight -= EXAMPLE.matcher(after).find() ? 4 : 0;
        weight -= MESSAGE_HEADER.matcher(before).find() ? 4 : 0;
        return weight;
    }

    @Override
    public String toString() {
        return "AddressPlace[redacted]";
    }
}
