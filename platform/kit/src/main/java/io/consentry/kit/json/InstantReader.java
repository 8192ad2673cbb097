package io.consentry.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads the instants that we write, {@code 2026-11-20T08:00:00.123456Z}, digit by digit; leaves every other form to Jackson. A check
 * reads some of them for each address, and the formatter of java.time takes longer for one than the decision does.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;
    private static final int SECONDS_END = 19;
    private static final int LENGTH_MAX = 30;
    private static final long SECONDS_OF_DAY = 86_400;

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            if (isPlain(text)) {
                return read(text);
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }

    /** Whether it has our form and names a day and a time that exist. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || end >= LENGTH_MAX || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (!isInPlace(i, text.charAt(i))) {
                return false;
            }
        }
        return end != SECONDS_END + 1 && isTime(text) && isDay(text);
    }

    private static boolean isInPlace(int index, char c) {
        return switch (index) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            case SECONDS_END -> c == '.';
            default -> c >= '0' && c <= '9';
        };
    }

    private static boolean isTime(String text) {
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    /** The days after the 28th are left to Jackson, but for those that every month of 30 days has. */
    private static boolean isDay(String text) {
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= (month == 2 ? 28 : 30);
    }

    private static Instant read(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        long second = number(text, 11, 13) * 3_600L + number(text, 14, 16) * 60L + number(text, 17, 19);
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + second, nanos(text));
    }

    private static int nanos(String text) {
        int nanos = 0;
        for (int i = SECONDS_END + 1; i <= SECONDS_END + 9; i++) {
            nanos = nanos * 10 + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
