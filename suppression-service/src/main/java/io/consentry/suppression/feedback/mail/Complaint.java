package io.consentry.suppression.feedback.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Findings of a complaint's fields (RFC 5965, RFC 6430, rule C-09). */
final class Complaint {

    private static final String JUNK_REPORT_RECIPIENT = "x-hmxmroriginalrecipient";

    private Complaint() {}

    static List<Finding> findings(ReceivedMail mail, Headers feedback) {
        return findings(mail, feedback, verdict(feedback.first("feedback-type")));
    }

    private static List<Finding> findings(ReceivedMail mail, Headers feedback, Verdict verdict) {
        List<Finding> findings = new ArrayList<>();
        recipients(mail, feedback).forEach(recipient -> findings.add(new Finding(recipient, verdict, null)));
        if (findings.isEmpty()) {
            findings.add(new Finding(null, verdict, null));
        }
        return findings;
    }

    /** Microsoft reports junk (JMRP) by no more than the message with one field before its own. */
    static boolean isJunkReport(ReceivedMail mail) {
        return mail.deliveryStatus().isEmpty()
                && !mail.returned().all(JUNK_REPORT_RECIPIENT).isEmpty();
    }

    static List<Finding> ofJunkReport(ReceivedMail mail) {
        return findings(mail, Headers.NONE, Verdict.COMPLAINT);
    }

    /** Fraud, viruses and the rest are reports about a message, not a person's wish; not-spam takes nothing back. */
    private static Verdict verdict(String type) {
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "abuse" -> Verdict.COMPLAINT;
            case "opt-out", "opt-out-list" -> Verdict.OPT_OUT;
            default -> Verdict.NONE;
        };
    }

    /** The first place that names somebody; what was redacted names nobody. */
    private static List<String> recipients(ReceivedMail mail, Headers feedback) {
        return Stream.of(
                        feedback.all("original-rcpt-to"),
                        feedback.all("removal-recipient"),
                        mail.returned().all(JUNK_REPORT_RECIPIENT),
                        mail.returned().all("to"))
                .map(Complaint::usable)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> usable(List<String> values) {
        return values.stream()
                .flatMap(value -> MailAddresses.in(value).stream())
                .map(match -> MailAddresses.trimmed(match.group()))
                .filter(address -> !MailAddresses.isRedacted(address))
                .distinct()
                .toList();
    }
}
