package io.consentry.suppression.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.consentry.kit.json.EventJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a foreign list is told.
 *
 * @param ref the client's own name of the line
 * @param reasons why it is suppressed, or what is wrong with it; codes, each once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Screening(long line, @Nullable String ref, Outcome outcome, List<String> reasons) {

    static final String HEADER = "line,ref,outcome,reasons\n";

    /** Whether a message may be thought of. */
    enum Outcome {
        SUPPRESSED,
        CLEAR,
        INVALID;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String csv() {
        return CsvRecord.of(Long.toString(line), ref, outcome.wireName(), String.join(" ", reasons));
    }

    String json() {
        return EventJson.write(this) + "\n";
    }
}
