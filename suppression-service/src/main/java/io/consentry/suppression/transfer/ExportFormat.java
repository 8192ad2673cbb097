package io.consentry.suppression.transfer;

import io.consentry.kit.json.EventJson;
import java.util.Locale;

/** How an export is written. */
enum ExportFormat {
    CSV(ListFormat.CSV, ExportedEntry.HEADER) {
        @Override
        String write(ExportedEntry entry) {
            return entry.csv();
        }
    },
    NDJSON(ListFormat.NDJSON, "") {
        @Override
        String write(ExportedEntry entry) {
            return EventJson.write(entry) + "\n";
        }
    };

    private final String mediaType;
    private final String opening;

    ExportFormat(String mediaType, String opening) {
        this.mediaType = mediaType;
        this.opening = opening;
    }

    String mediaType() {
        return mediaType;
    }

    /** What stands before the first entry. */
    String opening() {
        return opening;
    }

    /** The line of an entry, with its end. */
    abstract String write(ExportedEntry entry);

    /** Reads a query parameter; fails on any other text. */
    static ExportFormat of(String text) {
        for (ExportFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("must be csv or ndjson");
    }
}
