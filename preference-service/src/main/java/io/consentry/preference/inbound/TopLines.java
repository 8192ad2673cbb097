package io.consentry.preference.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wrote into a reply: the first lines, without what they quote and sign with. What a company wrote and its reader quotes is
 * full of words that stop.
 */
final class TopLines {

    private static final int LINES_MAX = 10;
    private static final int LENGTH_MAX = 1_000;
    private static final int READ_MAX = 500;
    private static final int LINE_LENGTH_MAX = 500;

    private static final Pattern QUOTED = Pattern.compile("^\\s*[>|].*");
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?i)^\\s*(on|am|le|op|el|em)\\b.{0,300}(wrote|schrieb|a écrit|geskryf|skryf|escribió|escreveu)\\s*:\\s*$");
    private static final Pattern WROTE =
            Pattern.compile("(?i)^.{0,200}(wrote|schrieb|a écrit|geskryf|skryf|escribió|escreveu)\\s*:\\s*$");
    private static final Pattern ENDS = Pattern.compile(
            "(?i)^(-- ?|_{5,}|-{3,}.*(original|forwarded|oorspronklike).*|\\*?(from|van|von|de)\\s?:\\*?\\s.*|sent from my .*|gestuur vanaf my .*|get outlook for .*)$");

    private TopLines() {}

    static String of(String body) {
        List<String> kept = new ArrayList<>();
        String[] lines = lines(body);
        for (int i = 0; i < lines.length && kept.size() < LINES_MAX; i++) {
            String line = lines[i];
            if (ENDS.matcher(line.strip()).matches()) {
                break;
            }
            if (isAttribution(lines, i)) {
                i++;
            } else if (!line.isBlank()
                    && !QUOTED.matcher(line).matches()
                    && !ATTRIBUTION.matcher(line).matches()) {
                kept.add(line.strip());
            }
        }
        String text = String.join("\n", kept);
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
    }

    /** As many, and as much of each, as can matter: patterns take longer the longer a line is. */
    private static String[] lines(String body) {
        return body.lines()
                .limit(READ_MAX)
                .map(line -> line.length() <= LINE_LENGTH_MAX ? line : line.substring(0, LINE_LENGTH_MAX))
                .toArray(String[]::new);
    }

    /** Over two lines, as mail programs fold it. */
    private static boolean isAttribution(String[] lines, int at) {
        return at + 1 < lines.length
                && lines[at].matches("(?i)^\\s*(on|am|le|op|el|em)\\b.*\\d.*")
                && !ATTRIBUTION.matcher(lines[at]).matches()
                && WROTE.matcher(lines[at + 1]).matches();
    }
}
