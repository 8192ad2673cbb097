package io.consentry.suppression.transfer;

import io.consentry.contract.AddressKind;
import io.consentry.contract.ProblemType;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.lines.CsvLine;
import io.consentry.kit.lines.CsvSeparator;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180), a record a line, with commas, semicolons or tabs. A cell that a spreadsheet's reader had to be kept from taking for a formula, as an export writes it,
 * is read without its apostrophe.
 *
 * @param columns what stands where; empty for a column that is not known and passed over
 */
record CsvList(List<String> columns, CsvSeparator separator) implements ListFormat {

    private static final String UNKNOWN = "";

    /** Those that name somebody. */
    private static final List<String> ADDRESSES =
            List.of("email", "phone", "whatsappUserId", "pushToken", "externalId", "addressKey", "sha256", "md5");

    private static final Map<String, String> NAMES = Stream.concat(
                    ADDRESSES.stream(), Stream.of("kind", "channel", "purpose", "reason", "note", "date", "ref"))
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    CsvList {
        columns = List.copyOf(columns);
    }

    /** A list, and whether its first line is a header. */
    record Opened(CsvList list, boolean hasHeader) {}

    /** Reads the first line: a header, or the only column of a list that has none. Refuses anything else. */
    static Opened open(String firstLine, String defaultRegion) {
        CsvSeparator separator =
                CsvSeparator.ofHeader(firstLine, name -> !column(name).equals(UNKNOWN));
        List<String> fields = CsvLine.fields(firstLine, separator).orElse(List.of());
        List<String> named = fields.stream().map(CsvList::column).toList();
        if (named.stream().anyMatch(ADDRESSES::contains)) {
            requireDistinct(named);
            return new Opened(new CsvList(named, separator), true);
        }
        String only = fields.size() == 1 ? onlyColumn(fields.get(0), defaultRegion) : null;
        if (only == null) {
            throw refused("required", "must name at least one of " + ADDRESSES + ", or be a lone address");
        }
        return new Opened(new CsvList(List.of(only), separator), false);
    }

    private static String column(String header) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        return name.equals("since") ? "date" : NAMES.getOrDefault(name, UNKNOWN);
    }

    private static void requireDistinct(List<String> named) {
        List<String> known =
                named.stream().filter(name -> !name.equals(UNKNOWN)).toList();
        if (known.stream().distinct().count() < known.size()) {
            throw refused("twice", "must name a column once");
        }
    }

    private static @Nullable String onlyColumn(String value, String defaultRegion) {
        String text = value.strip();
        if (ForeignHash.SHA256.isHash(text)) {
            return "sha256";
        }
        if (ForeignHash.MD5.isHash(text)) {
            return "md5";
        }
        return Stream.of(AddressKind.EMAIL, AddressKind.PHONE)
                .filter(kind -> isAddress(kind, text, defaultRegion))
                .map(AddressKind::wireName)
                .findFirst()
                .orElse(null);
    }

    private static boolean isAddress(AddressKind kind, String text, String defaultRegion) {
        try {
            new AddressNormaliser().normalise(kind, text, defaultRegion);
            return true;
        } catch (AddressInvalidException e) {
            return false;
        }
    }

    private static RefusedException refused(String code, String message) {
        return new RefusedException(
                ProblemType.INVALID,
                "The file is no list; its first line must name the columns.",
                List.of(new Violation("header", code, message)));
    }

    @Override
    public Optional<ListLine> read(long number, String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        List<String> fields = CsvLine.fields(line, separator)
                .orElseThrow(
                        () -> new BadLineException("not-csv", "is no CSV record; one must not go over several lines"));
        if (fields.size() != columns.size()) {
            throw new BadLineException("columns", "has " + fields.size() + " fields, the header " + columns.size());
        }
        return Optional.of(new ListLine(
                number,
                new IdentifierRequest(
                        field(fields, "email"),
                        field(fields, "phone"),
                        field(fields, "whatsappUserId"),
                        field(fields, "pushToken"),
                        field(fields, "externalId")),
                field(fields, "addressKey"),
                field(fields, "sha256"),
                field(fields, "md5"),
                field(fields, "kind"),
                field(fields, "channel"),
                field(fields, "purpose"),
                field(fields, "reason"),
                field(fields, "note"),
                field(fields, "date"),
                field(fields, "ref")));
    }

    private @Nullable String field(List<String> fields, String name) {
        int column = columns.indexOf(name);
        String text = column < 0 ? "" : FormulaGuard.remove(fields.get(column));
        return text.isBlank() ? null : text;
    }
}
