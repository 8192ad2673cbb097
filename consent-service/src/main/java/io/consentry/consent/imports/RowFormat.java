package io.consentry.consent.imports;

import io.consentry.consent.imports.TermsRequest.RowDefaults;
import io.consentry.consent.ledger.ImportOutcome;
import io.consentry.consent.ledger.ImportedRow;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.lines.CsvSeparator;
import io.consentry.kit.lines.LineReader;
import io.consentry.kit.problem.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the rows of a list are written. */
abstract sealed class RowFormat permits CsvRows, NdjsonRows {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    /**
     * A line that holds something.
     *
     * @param row null when the line cannot be read, or says nothing
     * @param outcome what comes of it when there is no row
     */
    record Line(long number, @Nullable ImportedRow row, ImportOutcome outcome, List<Violation> violations) {}

    /** The fields of one line, by name. */
    interface Fields {

        /** What stands there; null when there is no such field, or it is blank. */
        @Nullable
        String get(String field);

        /** Whether the line has the field, and it is blank. */
        boolean isBlank(String field);
    }

    /** What can be told of a line that breaks the format; it does not repeat the line. */
    static final class UnreadableLineException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Violation violation;

        UnreadableLineException(String code, String message) {
            super(message);
            this.violation = new Violation("", code, message);
        }
    }

    /** The format of a list with this header; none for lines that name their own fields. */
    static RowFormat of(List<String> header, CsvSeparator separator) {
        return header.isEmpty() ? new NdjsonRows() : new CsvRows(header, separator);
    }

    abstract Fields fields(String line) throws UnreadableLineException;

    /** Reads a line; empty for one that holds nothing. */
    Optional<Line> read(long number, String text, RowDefaults defaults) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            if (text.equals(LineReader.TOO_LONG)) {
                throw new UnreadableLineException("too-long", "is too long");
            }
            Fields fields = fields(text);
            return Optional.of(
                    fields.isBlank(RowFields.ACTION)
                            ? new Line(number, null, ImportOutcome.BLANK, List.of())
                            : new Line(number, row(number, fields, defaults), ImportOutcome.UNCHANGED, List.of()));
        } catch (UnreadableLineException e) {
            return Optional.of(new Line(number, null, ImportOutcome.INVALID, List.of(e.violation)));
        }
    }

    private static ImportedRow row(long number, Fields fields, RowDefaults defaults) {
        boolean cites = fields.get("noticeKey") != null;
        return new ImportedRow(
                number,
                new IdentifierRequest(
                        fields.get("email"),
                        fields.get("phone"),
                        fields.get("whatsappUserId"),
                        fields.get("pushToken"),
                        fields.get("externalId")),
                or(fields.get("purpose"), defaults.purpose()),
                or(fields.get("channel"), defaults.channel()),
                or(fields.get(RowFields.ACTION), defaults.action()),
                or(fields.get("affirmativeAction"), defaults.affirmativeAction()),
                fields.get("occurredAt"),
                or(fields.get("noticeKey"), defaults.noticeKey()),
                cites ? fields.get("noticeVersion") : or(fields.get("noticeVersion"), defaults.noticeVersion()),
                or(fields.get("wording"), defaults.wording()),
                fields.get("source"),
                or(fields.get("locale"), defaults.locale()));
    }

    private static @Nullable String or(@Nullable String own, @Nullable String other) {
        return own == null ? other : own;
    }
}
