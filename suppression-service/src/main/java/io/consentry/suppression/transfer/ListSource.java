package io.consentry.suppression.transfer;

import io.consentry.kit.lines.LineReader;
import io.consentry.suppression.transfer.CsvList.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A list that is being sent, read as it comes: of any length, in constant memory. */
final class ListSource {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int CHARACTERS_MAX = 1_000_000;

    private final LineReader reader;
    private final ListFormat format;
    private List<String> ahead;
    private long number;

    private ListSource(LineReader reader, ListFormat format, List<String> ahead, long number) {
        this.reader = reader;
        this.format = format;
        this.ahead = ahead;
        this.number = number;
    }

    /** Lines that stand one after the other. */
    record Lines(long firstNumber, List<String> texts) {}

    /** Reads the header of a CSV file, and refuses one that is no list. */
    static ListSource open(InputStream in, boolean ndjson, String defaultRegion) throws IOException {
        LineReader reader = new LineReader(in);
        if (ndjson) {
            return new ListSource(reader, new NdjsonList(), List.of(), 0);
        }
        long number = 0;
        String first = "";
        while (first.isBlank()) {
            List<String> line = reader.next(1);
            if (line.isEmpty()) {
                break;
            }
            number++;
            first = line.get(0).replace(BYTE_ORDER_MARK, "");
        }
        Opened opened = CsvList.open(first, defaultRegion);
        return opened.hasHeader()
                ? new ListSource(reader, opened.list(), List.of(), number)
                : new ListSource(reader, opened.list(), List.of(first), number - 1);
    }

    ListFormat format() {
        return format;
    }

    /** The next lines that are there already, at least one; none at the end. Waits only while there is none. */
    Lines next(int linesMax) throws IOException {
        List<String> texts = ahead.isEmpty() ? reader.next(linesMax) : ahead;
        ahead = List.of();
        long first = number + 1;
        number += texts.size();
        return new Lines(first, texts);
    }

    /** As many lines as fit into a chunk, waiting for them; none at the end. */
    Lines fill(int linesMax) throws IOException {
        List<String> texts = new ArrayList<>();
        long first = number + 1;
        int characters = 0;
        while (texts.size() < linesMax && characters < CHARACTERS_MAX) {
            Lines more = next(Math.min(linesMax - texts.size(), 50));
            if (more.texts().isEmpty()) {
                break;
            }
            texts.addAll(more.texts());
            characters += more.texts().stream().mapToInt(String::length).sum();
        }
        return new Lines(first, texts);
    }

    /** Whether {@link #next} will not wait. */
    boolean isNextThere() {
        return reader.isNextThere();
    }
}
