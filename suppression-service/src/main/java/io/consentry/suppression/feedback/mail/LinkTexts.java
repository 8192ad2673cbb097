package io.consentry.suppression.feedback.mail;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what may be the opaque part of a link that we put into the returned message: a provider that redacts the recipient leaves it. */
final class LinkTexts {

    private static final int CANDIDATES_MAX = 20;
    private static final Pattern CANDIDATE = Pattern.compile("(?<=[/=])[A-Za-z0-9_-]{60,1000}+(?![A-Za-z0-9_-])");
    private static final Pattern SOFT_LINE_BREAK = Pattern.compile("=[ \\t]*\\r?\\n");

    private LinkTexts() {}

    static List<String> in(ReceivedMail mail) {
        Stream<String> headers =
                mail.returned().all("list-unsubscribe").stream().map(value -> value.replace(" ", ""));
        Stream<String> body =
                Stream.of(SOFT_LINE_BREAK.matcher(mail.returnedText()).replaceAll(""));
        return Stream.concat(headers, body)
                .flatMap(text -> CANDIDATE.matcher(text).results())
                .map(match -> match.group())
                .distinct()
                .limit(CANDIDATES_MAX)
                .toList();
    }
}
