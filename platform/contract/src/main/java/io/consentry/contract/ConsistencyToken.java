package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The moment after a write, as a client keeps it: a check that carries it never sees older state (capability K3). Opaque outside; not a
 * secret and not an authorisation.
 *
 * @param source the service that wrote: {@code consent}, {@code preference} or {@code suppression}
 * @param partition the partition of the service's topic
 * @param position the place in its outbox
 */
public record ConsistencyToken(String source, int partition, OutboxPosition position) {

    private static final int MAX_TEXT_LENGTH = 120;
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public ConsistencyToken {
        Patterns.requireMatch(SOURCE, source, "consistency token source");
        if (partition < 0) {
            throw new IllegalArgumentException("consistency token partition: " + partition + " (expected: >= 0)");
        }
    }

    /** Reads what a write answered; fails with {@link IllegalArgumentException} on anything else. */
    @JsonCreator
    public static ConsistencyToken parse(String text) {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("consistency token: too long");
        }
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", -1);
        if (parts.length != 4 || !parts[0].equals("1")) {
            throw new IllegalArgumentException("consistency token: not one of ours");
        }
        return new ConsistencyToken(parts[1], Integer.parseInt(parts[2]), OutboxPosition.parse(parts[3]));
    }

    /** The form that clients keep. */
    @JsonValue
    public String text() {
        String plain = "1:" + source + ":" + partition + ":" + position;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text();
    }
}
