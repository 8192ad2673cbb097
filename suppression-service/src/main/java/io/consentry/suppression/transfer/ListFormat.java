package io.consentry.suppression.transfer;

import io.consentry.kit.lines.CsvSeparator;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** How a list is written. */
sealed interface ListFormat permits CsvList, NdjsonList {

    String CSV = "text/csv";
    String NDJSON = "application/x-ndjson";

    /** Reads a line; empty for one that holds nothing. */
    Optional<ListLine> read(long number, String line) throws BadLineException;

    /** Names of the columns, in their order; none where each line names its own. */
    List<String> columns();

    /** What stands between them. */
    default CsvSeparator separator() {
        return CsvSeparator.COMMA;
    }

    /** The format with these columns; the reverse of {@link #columns()} and {@link #separator()}. */
    static ListFormat of(List<String> columns, CsvSeparator separator) {
        return columns.isEmpty() ? new NdjsonList() : new CsvList(columns, separator);
    }

    /** Whether a body of this type is JSON; it is CSV otherwise. */
    static boolean isNdjson(MediaType type) {
        return type.getSubtype().equals("x-ndjson");
    }
}
