package io.consentry.preference.inbound;

import io.consentry.preference.inbound.word.StopWords;
import io.consentry.preference.inbound.word.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a mail asks for. Mails are longer than text messages and their subjects often not their author's, so only a short first line, or
 * a short subject that answers none, is a stop by itself; whatever else seems to ask to stop is for a person to read.
 */
final class MailWish {

    private static final int WORDS_OF_A_STOP_MAX = 6;
    /** Of the subject that a mail answers: one of a word or two, such as "unsubscribe", is hardly the company's. */
    private static final int WORDS_OF_A_THREAD_MAX = 2;

    private static final Pattern PREFIXES =
            Pattern.compile("(?i)^(?:(?:re|fw|fwd|aw|wg|antw|tr|rv)\\s*(?:\\[\\d+])?\\s*:\\s*)+");
    private static final Pattern DATA_SUBJECT_REQUEST = Pattern.compile("(?i).*\\bdata subject (access )?request\\b.*");

    private final StopWords words;

    MailWish(StopWords words) {
        this.words = words;
    }

    /** Whether its subject names the request that the law gives a data subject (requirement 000-44). */
    static boolean isDataSubjectRequest(ReceivedMail mail) {
        return DATA_SUBJECT_REQUEST
                .matcher(mail.subject().replaceAll("[^\\p{L}]+", " "))
                .matches();
    }

    Verdict read(ReceivedMail mail) {
        String thread = PREFIXES.matcher(mail.subject()).replaceFirst("");
        boolean own = thread.equals(mail.subject());
        String subject = own ? mail.subject() : "";
        String firstLine = mail.text().split("\n", 2)[0];
        if (isStop(subject, WORDS_OF_A_STOP_MAX) || isStop(firstLine, WORDS_OF_A_STOP_MAX)) {
            return Verdict.STOP;
        }
        List<Verdict> read =
                Stream.of(subject, firstLine, mail.text()).map(words::read).toList();
        boolean mayAsk =
                read.contains(Verdict.STOP) || read.contains(Verdict.UNCLEAR) || isStop(thread, WORDS_OF_A_THREAD_MAX);
        return mayAsk ? Verdict.UNCLEAR : read.get(2);
    }

    private boolean isStop(String line, int wordsMax) {
        return line.strip().split("\\s+", -1).length <= wordsMax && words.read(line) == Verdict.STOP;
    }
}
