package io.consentry.preference.listing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The place of a row in a list that is ordered by time and id; opaque outside. */
public record ListCursor(Instant at, UUID id) {

    /** Before every row. */
    public static final ListCursor START = new ListCursor(Instant.EPOCH, new UUID(0, 0));

    private static final int LENGTH_MAX = 120;

    /** As clients carry it. */
    public String text() {
        String plain = at + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #text()} wrote; empty for anything else. */
    static Optional<ListCursor> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            return parts.length == 2
                    ? Optional.of(new ListCursor(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
