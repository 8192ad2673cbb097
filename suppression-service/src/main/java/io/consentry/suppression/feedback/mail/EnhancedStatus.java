package io.consentry.suppression.feedback.mail;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code (RFC 3463).
 *
 * @param kind 2 success, 4 for now, 5 for good
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int kind, int subject, int detail) {

    /** Failed, and nobody says why. */
    public static final EnhancedStatus FAILED = new EnhancedStatus(5, 0, 0);

    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d]|\\.\\d)");

    /** Full mailboxes, full or busy systems, time that ran out: RFC 3463 calls them permanent, the address may work tomorrow. */
    private static final Set<String> PASSING =
            Set.of("5.2.2", "5.2.4", "5.3.1", "5.3.2", "5.4.3", "5.4.5", "5.4.6", "5.4.7");

    /** The sender's address, the message's size or the protocol: nothing that is wrong with the recipient. */
    private static final Set<String> SENDER = Set.of("5.1.7", "5.1.8", "5.2.3", "5.3.4", "5.5.3");

    private static final Set<Integer> SENDER_SUBJECTS = Set.of(6, 7);

    /** The code that is given, unless it tells less than the diagnosis does; {@link #FAILED} when neither tells anything. */
    public static EnhancedStatus of(String given, String diagnosis) {
        Optional<EnhancedStatus> code = find(given);
        return code.filter(status -> !status.isVague())
                .or(() -> find(diagnosis).filter(status -> !status.isVague()))
                .or(() -> FailureWords.status(given + " " + diagnosis))
                .or(() -> code)
                .orElse(FAILED);
    }

    /** The first code in a text. */
    static Optional<EnhancedStatus> find(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find()
                ? Optional.of(new EnhancedStatus(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Whether it says no more than that delivery failed. */
    boolean isVague() {
        return detail == 0 && subject == 0;
    }

    /** What the code means for an address whose message was given up (rule C-10). */
    public Verdict ofFailure() {
        if (kind == 2) {
            return Verdict.NONE;
        }
        if (kind == 4) {
            return Verdict.SOFT;
        }
        if (SENDER_SUBJECTS.contains(subject) || SENDER.contains(text())) {
            return Verdict.NONE;
        }
        return PASSING.contains(text()) ? Verdict.SOFT : Verdict.HARD;
    }

    /** The same where the reporter says that the failure will pass. */
    public Verdict notHard() {
        return ofFailure() == Verdict.HARD ? Verdict.SOFT : ofFailure();
    }

    /** As RFC 3463 writes it. */
    public String text() {
        return kind + "." + subject + "." + detail;
    }
}
