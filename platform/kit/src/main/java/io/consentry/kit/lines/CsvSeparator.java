package io.consentry.kit.lines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What stands between the fields of a record: spreadsheets write semicolons where the comma is the decimal sign, and tabs when copied from. */
public enum CsvSeparator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char sign;

    CsvSeparator(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    /** As it stands in databases. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the wire name; fails on any other text. */
    public static CsvSeparator of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /**
     * The one that a header was written with: by which it has most names that are known, the comma where that decides nothing.
     *
     * @param isKnown whether a field of the header is the name of a column
     */
    public static CsvSeparator ofHeader(String header, Predicate<String> isKnown) {
        CsvSeparator best = COMMA;
        for (CsvSeparator separator : Arrays.asList(values())) {
            if (known(header, separator, isKnown) > known(header, best, isKnown)) {
                best = separator;
            }
        }
        return best;
    }

    private static long known(String header, CsvSeparator separator, Predicate<String> isKnown) {
        return CsvLine.fields(header, separator).orElse(List.of()).stream()
                .filter(isKnown)
                .count();
    }
}
