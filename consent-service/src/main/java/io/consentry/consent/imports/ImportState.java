package io.consentry.consent.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an import is. */
enum ImportState {
    /** The list is being sent; nobody has been promised anything. */
    RECEIVING,
    /** The list is stored. */
    WAITING,
    RUNNING,
    DONE,
    /** A part of it could not be recorded, again and again; what was recorded stands. */
    FAILED,
    UNDOING,
    UNDONE;

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
