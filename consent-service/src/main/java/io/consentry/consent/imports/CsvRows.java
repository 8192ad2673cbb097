package io.consentry.consent.imports;

import io.consentry.contract.ProblemType;
import io.consentry.kit.lines.CsvLine;
import io.consentry.kit.lines.CsvSeparator;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CSV (RFC 4180), a record a line, with commas, semicolons or tabs, below a header. */
final class CsvRows extends RowFormat {

    private static final String IGNORED = "";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> header;
    private final CsvSeparator separator;

    /** @param header the field in each column; blank for a column that is passed over */
    CsvRows(List<String> header, CsvSeparator separator) {
        this.header = List.copyOf(header);
        this.separator = separator;
    }

    /** What the first line of a list says of the others. */
    record Header(List<String> fields, CsvSeparator separator) {

        /** Of a list whose lines name their own fields. */
        static final Header NONE = new Header(List.of(), CsvSeparator.COMMA);
    }

    /**
     * Reads the first line of a list; refuses one that is no header.
     *
     * @param mapped the header's names of fields, where they are not known ones
     */
    static Header header(String firstLine, Map<String, String> mapped) {
        String text = firstLine.startsWith(BYTE_ORDER_MARK) ? firstLine.substring(1) : firstLine;
        CsvSeparator separator =
                CsvSeparator.ofHeader(text, name -> !field(name.strip(), mapped).equals(IGNORED));
        List<String> names =
                CsvLine.fields(text, separator).orElseThrow(() -> refused("not-csv", "must be a CSV record")).stream()
                        .map(String::strip)
                        .toList();
        for (String name : mapped.values()) {
            if (names.stream().noneMatch(name.strip()::equalsIgnoreCase)) {
                throw refused("mapped-column-missing", "lacks a column that columns names");
            }
        }
        List<String> fields = names.stream().map(name -> field(name, mapped)).toList();
        List<String> known =
                fields.stream().filter(field -> !field.equals(IGNORED)).toList();
        if (known.stream().noneMatch(RowFields.IDENTIFIERS::contains)) {
            throw refused("required", "must name the columns, at least one of " + RowFields.IDENTIFIERS);
        }
        if (known.stream().distinct().count() < known.size()) {
            throw refused("twice", "must name a field once; map the one that is meant in columns");
        }
        return new Header(fields, separator);
    }

    private static String field(String name, Map<String, String> mapped) {
        return mapped.entrySet().stream()
                .filter(entry -> entry.getValue().strip().equalsIgnoreCase(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> RowFields.named(name).filter(field -> !mapped.containsKey(field)))
                .orElse(IGNORED);
    }

    private static RefusedException refused(String code, String message) {
        return new RefusedException(
                ProblemType.INVALID,
                "The list cannot be read; its first line must name the columns.",
                List.of(new Violation("header", code, message)));
    }

    @Override
    Fields fields(String line) throws UnreadableLineException {
        List<String> values = CsvLine.fields(line, separator)
                .orElseThrow(() ->
                        new UnreadableLineException("not-csv", "is no CSV record; one must not go over several lines"));
        if (values.size() != header.size()) {
            throw new UnreadableLineException(
                    "columns", "has " + values.size() + " fields, the header " + header.size());
        }
        return new Fields() {
            @Override
            public @Nullable String get(String field) {
                int column = header.indexOf(field);
                return column < 0 || values.get(column).isBlank()
                        ? null
                        : values.get(column).strip();
            }

            @Override
            public boolean isBlank(String field) {
                int column = header.indexOf(field);
                return column >= 0 && values.get(column).isBlank();
            }
        };
    }
}
