package io.consentry.kit.lines;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Comma-separated values (RFC 4180), or such with another separator, of which no record goes over several lines. */
public final class CsvLine {

    private CsvLine() {}

    /** The fields of a line with commas; empty when the line is no record. */
    public static Optional<List<String>> fields(String line) {
        return fields(line, CsvSeparator.COMMA);
    }

    /** The fields of a line; empty when the line is no record. */
    public static Optional<List<String>> fields(String line, CsvSeparator separator) {
        if (line.indexOf('"') < 0) {
            return Optional.of(Arrays.asList(line.split(String.valueOf(separator.sign()), -1)));
        }
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator.sign()).ofCsvRecord(line)) {
            List<String> fields = new ArrayList<>();
            reader.forEach(record -> fields.addAll(record.getFields()));
            return Optional.of(fields);
        } catch (CsvParseException | IOException e) {
            return Optional.empty();
        }
    }
}
