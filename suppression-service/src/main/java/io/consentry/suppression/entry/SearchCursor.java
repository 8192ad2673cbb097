package io.consentry.suppression.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The last entry of a page; opaque outside. */
public record SearchCursor(Instant recordedAt, UUID id) {

    /** Before every entry. */
    public static final SearchCursor START = new SearchCursor(Instant.EPOCH, new UUID(0, 0));

    private static final int LENGTH_MAX = 120;

    String text() {
        String plain = recordedAt + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #text()} wrote; empty for anything else. */
    static Optional<SearchCursor> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            return parts.length == 2
                    ? Optional.of(new SearchCursor(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
