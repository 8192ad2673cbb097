package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Period;

/** How often a person wants messages for a purpose (requirement 001-66). */
public enum Frequency {
    EACH("each", Period.ZERO),
    DAILY("daily", Period.ofDays(1)),
    WEEKLY("weekly", Period.ofDays(7)),
    MONTHLY("monthly", Period.ofMonths(1));

    private final String wireName;
    private final Period apart;

    Frequency(String wireName, Period apart) {
        this.wireName = wireName;
        this.apart = apart;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** How long after one message the next may come, in days and months of the tenant's zone. */
    public Period apart() {
        return apart;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static Frequency of(String wireName) {
        return WireNames.find(values(), Frequency::wireName, wireName);
    }
}
