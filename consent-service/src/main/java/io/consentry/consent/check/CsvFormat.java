package io.consentry.consent.check;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.consentry.consent.check.CheckAnswer.Result;
import io.consentry.contract.Decision;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.lines.CsvLine;
import io.consentry.kit.problem.Violation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180), a record a line; the first line names the columns. */
final class CsvFormat implements StreamFormat {

    static final String MEDIA_TYPE = "text/csv";

    private static final Set<String> COLUMNS = Set.of(
            "ref",
            "channel",
            "purpose",
            "messageClass",
            "sendAt",
            "contentProof",
            "lastSentAt",
            "consentRequest",
            "email",
            "phone",
            "whatsappUserId",
            "pushToken",
            "externalId");

    private List<String> header = List.of();

    @Override
    public @Nullable StreamedCheck read(String line) {
        if (line.isBlank()) {
            return null;
        }
        List<String> fields = fields(line);
        if (header.isEmpty()) {
            takeHeader(fields);
            return null;
        }
        if (fields.size() != header.size()) {
            throw new BadLineException("", "columns", "has " + fields.size() + " fields, the header " + header.size());
        }
        return new StreamedCheck(
                field(fields, "ref"),
                new IdentifierRequest(
                        field(fields, "email"),
                        field(fields, "phone"),
                        field(fields, "whatsappUserId"),
                        field(fields, "pushToken"),
                        field(fields, "externalId")),
                field(fields, "channel"),
                field(fields, "purpose"),
                field(fields, "messageClass"),
                field(fields, "sendAt"),
                field(fields, "contentProof"),
                field(fields, "lastSentAt"),
                field(fields, "consentRequest"));
    }

    private void takeHeader(List<String> names) {
        List<String> given = names.stream().map(String::strip).toList();
        for (String name : given) {
            if (!COLUMNS.contains(name)) {
                throw new BadLineException(
                        "header",
                        "unknown-column",
                        "may name " + COLUMNS.stream().sorted().toList());
            }
        }
        header = given;
    }

    private static List<String> fields(String line) {
        return CsvLine.fields(line)
                .orElseThrow(() -> new BadLineException(
                        "", "not-csv", "the line is no CSV record; one must not go over several lines"));
    }

    private @Nullable String field(List<String> fields, String name) {
        int column = header.indexOf(name);
        String text = column < 0 ? "" : fields.get(column);
        return text.isEmpty() ? null : text;
    }

    @Override
    public String opening() {
        return "ref,decision,reasons,nextAllowedAt";
    }

    @Override
    public String write(@Nullable String ref, Result result) {
        String reasons =
                result.reasons().stream().map(reason -> reason.code().name()).collect(Collectors.joining(" "));
        return record(ref, result.decision(), reasons, String.valueOf(result.nextAllowedAt()));
    }

    @Override
    public String write(@Nullable String ref, String code, List<Violation> violations) {
        String codes = violations.stream()
                .map(violation ->
                        violation.path().isEmpty() ? violation.code() : violation.path() + ":" + violation.code())
                .collect(Collectors.joining(" "));
        return record(ref, Decision.DENY, codes.isEmpty() ? code : code + " " + codes, "null");
    }

    private static String record(@Nullable String ref, Decision decision, String reasons, String nextAllowedAt) {
        String name = ref == null ? "" : ref;
        String next = nextAllowedAt.equals("null") ? "" : nextAllowedAt;
        if (name.chars().allMatch(c -> c == '-' || c == '_' || c == '.' || Character.isLetterOrDigit(c))) {
            return name + "," + decision.wireName() + "," + reasons + "," + next;
        }
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(name, decision.wireName(), reasons, next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().strip();
    }
}
