package io.consentry.suppression.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a report led to; from least to most. */
enum Outcome {
    IGNORED,
    COUNTED,
    SUPPRESSED;

    /** As it stands in JSON. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
