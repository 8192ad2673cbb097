package io.consentry.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The id of what an event leads to: the same one when the event comes in again, as it does where a database was restored. Who has heard of it
 * before knows it again, and adds nothing.
 */
public final class DerivedId {

    private DerivedId() {}

    /**
     * Derives an id (version 3, RFC 9562 section 5.3).
     *
     * @param cause the event
     * @param parts what tells apart all that it leads to, in words that do not change; null stands for none
     */
    public static UUID of(UUID cause, @Nullable Object... parts) {
        String name = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\n", cause + "\n", ""));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
