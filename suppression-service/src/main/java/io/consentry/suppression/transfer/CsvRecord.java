package io.consentry.suppression.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A line of CSV (RFC 4180) that a spreadsheet may open. */
final class CsvRecord {

    private CsvRecord() {}

    /** The record with its line end; null is an empty cell. */
    static String of(@Nullable String... cells) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(Arrays.stream(cells)
                    .map(cell -> cell == null ? "" : FormulaGuard.add(cell))
                    .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
