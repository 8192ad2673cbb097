package io.consentry.suppression.feedback.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Findings of a notice in words. Knows no vendor: it weighs where each address stands, since all of them list whom they could not reach
 * on lines of their own, after a label, or in a sentence that says so.
 */
final class NoticeReader {

    private static final int LINES_MAX = 1_000;
    private static final int LINE_LENGTH_MAX = 500;
    private static final int PLACES_MAX = 1_000;

    private static final Pattern DELAY = Pattern.compile(
            "delayed|not yet (?:been )?delivered|still being retried|postponed|advisory.only"
                    + "|will (?:continue|keep|be) (?:to )?(?:try|retr)|attempts will continue|no action is required|delivery (?:is )?delay",
            Pattern.CASE_INSENSITIVE);

    /** A notice of the end may tell of the delays before. */
    private static final Pattern GIVEN_UP = Pattern.compile(
            "permanent(?:ly)? (?:error|fail)|fail\\w* permanent|(?:have|has|i've) given up|will not (?:be )?(?:re)?tr(?:y|ied)"
                    + "|no further attempts|has been removed from",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FAILURE = Pattern.compile(
            "undeliver|fail|reject|not (?:be )?|unable|refus|return(?:ed|ing)|error|\\b5\\d\\d\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SUCCESS = Pattern.compile(
            "(?:was|were|has been|have been) (?:successfully )?(?:delivered|relayed|displayed|read) (?:to|by|on|successfully)"
                    + "|success(?:ful(?:ly)?)? (?:mail )?deliver",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED_TO = Pattern.compile("(?im)^[ >\\t]*to: ?([^\\n]{1,300})$");

    private NoticeReader() {}

    static List<Finding> findings(ReceivedMail mail) {
        List<String> lines = mail.notice()
                .lines()
                .limit(LINES_MAX)
                .map(line -> line.length() > LINE_LENGTH_MAX ? line.substring(0, LINE_LENGTH_MAX) : line)
                .toList();
        String failed = mail.headers().first("x-failed-recipients");
        String all = String.join("\n", lines);
        if (SUCCESS.matcher(all).find() && !FAILURE.matcher(all).find()) {
            return List.of();
        }
        boolean delayed =
                DELAY.matcher(mail.headers().first("subject") + "\n" + all).find()
                        && !GIVEN_UP.matcher(all).find();
        Map<String, String> listed = listed(mail, lines);
        Map<String, String> evidence = new LinkedHashMap<>();
        MailAddresses.in(failed).forEach(match -> {
            String recipient = MailAddresses.trimmed(match.group());
            evidence.put(recipient, listed.getOrDefault(recipient, all));
        });
        if (evidence.isEmpty()) {
            evidence.putAll(listed);
        }
        if (evidence.isEmpty()) {
            returnedTo(mail).ifPresent(recipient -> evidence.put(recipient, all));
        }
        Optional<EnhancedStatus> told = status(all);
        List<Finding> findings = new ArrayList<>();
        evidence.forEach((recipient, words) ->
                findings.add(finding(recipient, status(words).or(() -> told).orElse(EnhancedStatus.FAILED), delayed)));
        if (findings.isEmpty() && told.isPresent()) {
            findings.add(finding(null, told.get(), delayed));
        }
        return findings;
    }

    private static Finding finding(@Nullable String recipient, EnhancedStatus status, boolean delayed) {
        return delayed
                ? new Finding(recipient, Verdict.NONE, new EnhancedStatus(4, status.subject(), status.detail()).text())
                : new Finding(recipient, status.ofFailure(), status.text());
    }

    private static Optional<EnhancedStatus> status(String words) {
        return EnhancedStatus.find(words).filter(code -> !code.isVague()).or(() -> FailureWords.status(words));
    }

    /** The addresses that stand where failed ones do, each with the words up to the next. */
    private static Map<String, String> listed(ReceivedMail mail, List<String> lines) {
        Set<String> others = bystanders(mail);
        Map<String, Integer> firstLines = new LinkedHashMap<>();
        Map<String, String> spellings = new LinkedHashMap<>();
        int places = 0;
        for (int number = 0; number < lines.size() && places < PLACES_MAX; number++) {
            for (MatchResult match : MailAddresses.in(lines.get(number))) {
                String address = MailAddresses.trimmed(match.group());
                places++;
                String key = address.toLowerCase(Locale.ROOT);
                boolean named = !MailAddresses.isSystem(address) && !others.contains(key);
                if (named && AddressPlace.of(lines, number, match).namesRecipient()) {
                    firstLines.putIfAbsent(key, number);
                    spellings.putIfAbsent(key, address);
                }
            }
        }
        Map<String, String> evidence = new LinkedHashMap<>();
        firstLines.forEach((key, number) -> evidence.put(
                spellings.get(key),
                words(
                        lines,
                        number,
                        firstLines.values().stream()
                                .filter(other -> other > number)
                                .min(Integer::compare)
                                .orElse(lines.size()))));
        return evidence;
    }

    private static String words(List<String> lines, int from, int to) {
        return String.join("\n", lines.subList(from, Math.min(to, from + 15)));
    }

    /** Whom the notice itself was sent to and by whom: they are mentioned, and did not fail. */
    private static Set<String> bystanders(ReceivedMail mail) {
        return Stream.of("to", "from", "sender", "return-path", "delivered-to", "reply-to", "x-beenthere", "errors-to")
                .flatMap(name -> mail.headers().all(name).stream())
                .flatMap(value -> MailAddresses.in(value).stream())
                .map(match -> MailAddresses.trimmed(match.group()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** A notice that names nobody can only mean the one that the message it returns was for. */
    private static Optional<String> returnedTo(ReceivedMail mail) {
        Headers returned = mail.returned();
        boolean toList = !returned.first("list-post").isEmpty()
                || !returned.first("x-beenthere").isEmpty()
                || !returned.first("cc").isEmpty();
        if (toList) {
            return Optional.empty();
        }
        Stream<String> quoted = QUOTED_TO.matcher(mail.notice()).results().map(match -> match.group(1));
        List<String> to = Stream.concat(returned.all("to").stream(), quoted)
                .flatMap(value -> MailAddresses.in(value).stream())
                .map(match -> MailAddresses.trimmed(match.group()))
                .distinct()
                .toList();
        return to.size() == 1 ? Optional.of(to.get(0)) : Optional.empty();
    }
}
