package io.consentry.consent.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.kit.problem.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Import-Terms} of an import: what is true of every row, and who says so. Kept encrypted with the import; never printed.
 *
 * @param sourceKind an {@link ImportSource}
 * @param source the list, in the tenant's words
 * @param basis what the consents of the list are: {@code consent}
 * @param columns the header's name of a field, where it is not one that is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TermsRequest(
        @Nullable String sourceKind,
        @Nullable String source,
        @Nullable String basis,
        @Nullable Attestation attestation,
        @Nullable RowDefaults defaults,
        @Nullable Map<String, String> columns) {

    static final String HEADER = "Import-Terms";
    private static final int TEXT_LENGTH_MAX = 2_000;

    /**
     * Who answers for the list (requirements 001-04, 004-02).
     *
     * @param by name and office
     * @param statement what this person attests
     * @param noticeGivenBy who told the people on the list how their data is used
     * @param noticeGivenAt when; RFC 3339
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attestation(
            @Nullable String by,
            @Nullable String statement,
            @Nullable String noticeGivenBy,
            @Nullable String noticeGivenAt) {

        @Override
        public String toString() {
            return "Attestation[redacted]";
        }
    }

    /** What counts for a row that does not say it itself. There is none for when somebody acted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowDefaults(
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable String action,
            @Nullable String affirmativeAction,
            @Nullable String noticeKey,
            @Nullable String noticeVersion,
            @Nullable String wording,
            @Nullable String locale) {

        static final RowDefaults NONE = new RowDefaults(null, null, null, null, null, null, null, null);
    }

    RowDefaults rowDefaults() {
        return defaults == null ? RowDefaults.NONE : defaults;
    }

    Map<String, String> mappedColumns() {
        return columns == null ? Map.of() : columns;
    }

    boolean mayMarket() {
        return sourceKind != null && ImportSource.of(sourceKind).mayMarket();
    }

    /** Refuses terms under which nobody could answer for what is recorded. */
    void requireComplete() {
        Violations violations = new Violations();
        violations.read("sourceKind", sourceKind, ImportSource::of, true);
        text("source", source, violations);
        if (basis == null) {
            violations.add("basis", "required", "is required: a list is never assumed to be consented (001-04)");
        } else if (!LawfulBasis.CONSENT.wireName().equals(basis)) {
            violations.add(
                    "basis", "unknown-value", "must be consent; soft opt-ins are recorded one by one, with their sale");
        }
        if (attestation == null) {
            violations.add("attestation", "required", "is required: who answers for the list (001-04)");
        } else {
            text("attestation.by", attestation.by(), violations);
            text("attestation.statement", attestation.statement(), violations);
            text("attestation.noticeGivenBy", attestation.noticeGivenBy(), violations);
            if (violations.require("attestation.noticeGivenAt", attestation.noticeGivenAt())) {
                violations.readInstant("attestation.noticeGivenAt", attestation.noticeGivenAt());
            }
        }
        for (String field : mappedColumns().keySet()) {
            if (!RowFields.ALL.contains(field)) {
                violations.add("columns", "unknown-field", "may name " + RowFields.ALL);
            }
        }
        violations.throwIfAny();
    }

    private static void text(String path, @Nullable String text, Violations violations) {
        if (violations.require(path, text)) {
            violations.requireAtMost(path, text, TEXT_LENGTH_MAX);
        }
    }

    @Override
    public String toString() {
        return "TermsRequest[redacted]";
    }
}
