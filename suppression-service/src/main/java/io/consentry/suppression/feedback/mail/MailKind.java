package io.consentry.suppression.feedback.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a mail without the fields of a report is: a mail system's notice, an answer that nobody wrote, or somebody's letter. */
enum MailKind {
    NOTICE,
    AUTO_REPLY,
    LETTER;

    private static final Pattern DAEMON = Pattern.compile(
            "mailer.?daemon|post.?master|mail ?delivery|delivery ?(?:sub)?system|mail ?system|system ?administrator|mail ?administrator|mdaemon"
                    + "|mail.?service|mail ?router|<>|bounce|no.?delivery",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FAILURE_SUBJECT = Pattern.compile(
            "undeliver|non.?deliver|not (?:be )?deliver|deliver\\w*[^\\n]{0,20}(?:fail|problem|error|status|warning|report|notif|delay)"
                    + "|(?:fail|error)\\w*[^\\n]{0,20}deliver|returned (?:e?-?mail|to sender)|returning (?:e?-?mail|message)|failure notice|mail fail|failed mail"
                    + "|mail (?:system )?error|message delayed|unzustellbar|non remis|no se (?:pudo|ha podido) entregar|nicht zugestellt"
                    + "|rejected mail|mail status|processing error|unable to deliver|could not be sent",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ANSWER =
            Pattern.compile("^\\s*(?:re|aw|fwd?|antw|sv|wg)\\s*:", Pattern.CASE_INSENSITIVE);

    private static final Pattern AUTO_REPLY_SUBJECT = Pattern.compile(
            "out.?of.?(?:the.?)?office|auto(?:matic|mated|matische)?[ -]?(?:re(?:ply|sponse|spond)|antwort)|autoreply|autosvar|vacation|on (?:annual |maternity |parental )?leave"
                    + "|away from|abwesen|absence|absent|réponse automatique|risposta automatica|respuesta automática|holiday|buitekantoor"
                    + "|(?:thank you|thanks) for (?:your|contacting)|ticket|we (?:have )?received your",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CHALLENGE = Pattern.compile(
            "(?:confirm|verify|verification)[^\\n]{0,40}(?:your (?:e-?mail|message|identity)|that you are|sender|human)|challenge.?response|boxbe|spam ?arrest"
                    + "|\\btmda\\b|please (?:click|reply|follow)[^\\n]{0,60}(?:deliver|release|confirm|human)|whitelist request|need(?:s)? to (?:be )?(?:verif|confirm)",
            Pattern.CASE_INSENSITIVE);

    /** At the beginning of a line: nobody opens a letter, or quotes one, like this. */
    private static final Pattern SENTENCE = Pattern.compile(
            "\\A(?:[^\\n]{0,200}\\n){0,12}(?:[ \\t]*could not be delivered to|(?:your|the|this|a) (?:e-?mail )?(?:message|mail)[^\\n]{0,60}(?:could|can|was) ?not (?:be )?(?:delivered|sent))",
            Pattern.CASE_INSENSITIVE);

    static MailKind of(Headers headers, String notice) {
        String subject = headers.first("subject");
        boolean daemon = isDaemon(headers);
        if (AUTO_REPLY_SUBJECT.matcher(subject).find()
                        && !FAILURE_SUBJECT.matcher(subject).find()
                || CHALLENGE.matcher(subject).find()
                || !daemon
                        && (saysAutoReply(headers) || CHALLENGE.matcher(notice).find())) {
            return AUTO_REPLY;
        }
        boolean nobody = headers.first("return-path").strip().equals("<>");
        boolean failure = (nobody || FAILURE_SUBJECT.matcher(subject).find())
                && !ANSWER.matcher(subject).find();
        boolean says = daemon
                || failure
                || isReport(headers)
                || SENTENCE.matcher(notice).find();
        return says || !headers.first("x-failed-recipients").isEmpty() ? NOTICE : LETTER;
    }

    private static boolean isReport(Headers headers) {
        String type = headers.first("content-type").toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/report") && !type.contains("disposition-notification");
    }

    private static boolean isDaemon(Headers headers) {
        return DAEMON.matcher(headers.first("from")).find();
    }

    /** Mail systems say the same of their notices (RFC 3834 section 5), so it only counts for others. */
    private static boolean saysAutoReply(Headers headers) {
        String precedence = headers.first("precedence").toLowerCase(Locale.ROOT);
        boolean failureSubject =
                FAILURE_SUBJECT.matcher(headers.first("subject")).find();
        return !headers.first("x-autoreply").isEmpty()
                || !headers.first("x-autorespond").isEmpty()
                || !headers.first("x-auto-response-suppress").isEmpty() && !failureSubject
                || precedence.contains("auto")
                || headers.first("auto-submitted").toLowerCase(Locale.ROOT).contains("auto-replied") && !failureSubject;
    }
}
