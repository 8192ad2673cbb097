package io.consentry.consent.imports;

import java.util.List;

/** Lines that stand one after the other in a list. Never printed. */
record ImportChunk(long firstLine, List<String> lines) {

    ImportChunk {
        lines = List.copyOf(lines);
    }

    static String part(int number) {
        return "chunk " + number;
    }

    @Override
    public String toString() {
        return "ImportChunk[" + lines.size() + " lines from " + firstLine + "]";
    }
}
