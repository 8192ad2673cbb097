package io.consentry.suppression.feedback.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings of a delivery report's fields (RFC 3464, rule C-10). */
final class DeliveryReport {

    private DeliveryReport() {}

    /** @param notice the mail's own words, for what the fields leave open */
    static List<Finding> findings(List<Headers> blocks, String notice) {
        List<Finding> findings = new ArrayList<>();
        Optional<EnhancedStatus> told = blocks.isEmpty() ? Optional.empty() : FailureWords.status(notice);
        for (Headers block : blocks) {
            recipient(block).ifPresent(recipient -> findings.add(finding(block, recipient, told)));
        }
        return findings;
    }

    /** The address that we used, where it is told: the final one may be where the person had it forwarded to. */
    private static Optional<String> recipient(Headers block) {
        return MailAddresses.ofField(block.first("original-recipient"))
                .or(() -> MailAddresses.ofField(block.first("final-recipient")))
                .or(() -> MailAddresses.ofField(block.first("x-actual-recipient")));
    }

    private static Finding finding(Headers block, String recipient, Optional<EnhancedStatus> told) {
        EnhancedStatus status = status(block, told);
        return switch (Action.of(block.first("action"))) {
            case FAILED -> new Finding(recipient, status.ofFailure(), status.text());
            case DELAYED ->
                new Finding(recipient, Verdict.NONE, new EnhancedStatus(4, status.subject(), status.detail()).text());
            case DONE -> new Finding(recipient, Verdict.NONE, new EnhancedStatus(2, 0, 0).text());
        };
    }

    private enum Action {
        FAILED,
        DELAYED,
        DONE;

        /** Whoever says nothing, or something of their own, reports a failure: nobody reports a success that was not asked for. */
        static Action of(String field) {
            String action = field.strip().toLowerCase(Locale.ROOT);
            if (action.startsWith("delayed")) {
                return DELAYED;
            }
            boolean done =
                    action.startsWith("delivered") || action.startsWith("relayed") || action.startsWith("expanded");
            return done ? DONE : FAILED;
        }
    }

    /** A code that tells nothing gives way to one, or to words, in the diagnosis. */
    private static EnhancedStatus status(Headers block, Optional<EnhancedStatus> told) {
        String field = block.first("status");
        String diagnosis = block.first("diagnostic-code") + " " + block.first("x-supplementary-info") + " "
                + block.first("x400-supplementary-info");
        Optional<EnhancedStatus> given = EnhancedStatus.find(field);
        if (given.isPresent() && !given.get().isVague()) {
            return given.get();
        }
        return EnhancedStatus.find(diagnosis)
                .filter(status -> !status.isVague())
                .or(() -> FailureWords.status(field + " " + diagnosis))
                .or(() -> given.filter(status -> status.kind() == 4))
                .or(() -> told)
                .or(() -> given)
                .orElse(EnhancedStatus.FAILED);
    }
}
