package io.consentry.consent.purpose;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Personal information of special kinds, which needs explicit consent (POPIA s26 and s27(1)(a), GDPR Art. 9, requirement 003-04). */
public enum SpecialCategory {
    RELIGION("religion"),
    PHILOSOPHY("philosophy"),
    RACE("race"),
    ETHNICITY("ethnicity"),
    TRADE_UNION("trade_union"),
    POLITICS("politics"),
    HEALTH("health"),
    SEX_LIFE("sex_life"),
    BIOMETRIC("biometric"),
    GENETIC("genetic"),
    CRIMINAL("criminal");

    private final String wireName;

    SpecialCategory(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    static SpecialCategory of(String text) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(SpecialCategory::wireName).collect(Collectors.joining(", "))));
    }
}
