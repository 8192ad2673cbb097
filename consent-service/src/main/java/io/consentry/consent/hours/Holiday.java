package io.consentry.consent.hours;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A day without contact.
 *
 * @param name of a substitute: that of the holiday it stands for
 */
record Holiday(LocalDate date, String name, Origin origin) {

    /** Where a holiday comes from. Public, or the OpenAPI document would not know the names on the wire. */
    public enum Origin {
        /** The law names it. */
        STATUTORY,
        /** Another holiday fell on a day that makes the next one a holiday too. */
        SUBSTITUTE,
        /** The state proclaimed it for this one date. */
        PROCLAIMED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
