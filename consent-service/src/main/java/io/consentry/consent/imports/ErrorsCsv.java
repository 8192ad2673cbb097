package io.consentry.consent.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Line errors as a file to put beside the list (RFC 4180). */
final class ErrorsCsv {

    private ErrorsCsv() {}

    static String write(List<LineError> errors) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("line", "code", "field", "message");
            errors.forEach(error ->
                    csv.writeRecord(Long.toString(error.line()), error.code(), error.field(), error.message()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
