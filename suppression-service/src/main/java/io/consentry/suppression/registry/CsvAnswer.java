package io.consentry.suppression.registry;

import io.consentry.contract.ProblemType;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.lines.CsvLine;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.suppression.registry.AnswerLine.Blocked;
import io.consentry.suppression.registry.AnswerLine.Unreadable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer as CSV (RFC 4180), a person a line. The header names the columns; those that are not known here are passed over. */
final class CsvAnswer implements AnswerFormat {

    static final String MEDIA_TYPE = "text/csv";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final List<String> IDENTIFIERS =
            List.of("email", "phone", "whatsappuserid", "pushtoken", "externalid");

    private List<String> header = List.of();

    @Override
    public Optional<AnswerLine> read(long number, String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        Optional<List<String>> fields = CsvLine.fields(line);
        if (header.isEmpty()) {
            header = header(fields.orElse(List.of()));
            return Optional.empty();
        }
        return Optional.of(fields.map(values -> person(number, values))
                .orElseGet(
                        () -> unreadable(number, "not-csv", "is no CSV record; one must not go over several lines")));
    }

    private static List<String> header(List<String> fields) {
        List<String> names = fields.stream()
                .map(name -> name.replace(BYTE_ORDER_MARK, "").strip().toLowerCase(Locale.ROOT))
                .toList();
        if (names.stream().noneMatch(IDENTIFIERS::contains)) {
            throw noHeader();
        }
        return names;
    }

    private AnswerLine person(long number, List<String> values) {
        if (values.size() != header.size()) {
            return unreadable(number, "columns", "has " + values.size() + " fields, the header " + header.size());
        }
        return new Blocked(
                number,
                new IdentifierRequest(
                        field(values, "email"),
                        field(values, "phone"),
                        field(values, "whatsappuserid"),
                        field(values, "pushtoken"),
                        field(values, "externalid")),
                field(values, "scope"));
    }

    private @Nullable String field(List<String> values, String name) {
        int column = header.indexOf(name);
        return column < 0 || values.get(column).isBlank() ? null : values.get(column);
    }

    private static AnswerLine unreadable(long number, String code, String message) {
        return new Unreadable(number, new Violation("", code, message));
    }

    /** An empty upload is a mistake more often than an answer, and would release everybody: nobody blocked is a header alone. */
    @Override
    public void requireComplete() {
        if (header.isEmpty()) {
            throw noHeader();
        }
    }

    private static RefusedException noHeader() {
        return new RefusedException(
                ProblemType.INVALID,
                "The file is no registry's answer; its first line must name the columns.",
                List.of(
                        new Violation(
                                "header",
                                "required",
                                "must name at least one of email, phone, whatsappUserId, pushToken, externalId, and may name scope")));
    }
}
