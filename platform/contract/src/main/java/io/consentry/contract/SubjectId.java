package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * A data subject (POPIA s1): the person, or the juristic person, whom the data concerns. Random, meaningless outside its tenant, and
 * redacted when printed.
 */
public record SubjectId(@JsonValue UUID value) implements Comparable<SubjectId> {

    /** Reads what the API and the events carry. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SubjectId {}

    @Override
    public int compareTo(SubjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return "SubjectId[redacted]";
    }
}
