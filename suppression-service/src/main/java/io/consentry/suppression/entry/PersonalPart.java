package io.consentry.suppression.entry;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What minimising takes away. Redacted when printed.
 *
 * @param address encrypted; null when only the keyed hash is known
 * @param masked enough for the person to recognise the address
 * @param note encrypted
 */
public record PersonalPart(
        @Nullable Buffer address,
        @Nullable String masked,
        @Nullable Buffer note) {

    public static final PersonalPart NONE = new PersonalPart(null, null, null);

    @Override
    public String toString() {
        return "PersonalPart[redacted]";
    }
}
