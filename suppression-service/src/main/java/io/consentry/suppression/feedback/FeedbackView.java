package io.consentry.suppression.feedback;

import java.util.Comparator;
import java.util.List;

/**
 * The answer to a report.
 *
 * @param outcome the most that it led to for anyone
 * @param recipients whom it names
 */
record FeedbackView(Outcome outcome, List<RecipientOutcome> recipients) {

    static FeedbackView of(List<RecipientOutcome> recipients) {
        Outcome most = recipients.stream()
                .map(RecipientOutcome::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.IGNORED);
        return new FeedbackView(most, recipients);
    }
}
