package io.consentry.preference.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is stored.
 *
 * @param identity what is known of who asked
 * @param subjects those whom the ledger knows at the address, some at most
 * @param dueOn the last day on which it may be answered, in the tenant's zone
 * @param closing null while it is open
 */
record DataSubjectCase(
        UUID id,
        CaseKind kind,
        String source,
        String identity,
        List<UUID> subjects,
        CaseContent content,
        Instant openedAt,
        LocalDate dueOn,
        @Nullable Closing closing) {

    DataSubjectCase {
        subjects = List.copyOf(subjects);
    }

    /**
     * How it ended.
     *
     * @param note what the person was told; null when nothing was noted
     */
    record Closing(
            Instant at, CaseOutcome outcome, @Nullable String note) {

        @Override
        public String toString() {
            return "Closing[" + outcome + "]";
        }
    }

    @Override
    public String toString() {
        return "DataSubjectCase[" + id + "]";
    }
}
